import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { keepLook, offerLook } from '../../pipeline/look-again.js'
import { agreementOfPairs, measureAgreement } from '../../report/measure-agreement.js'
import { personOf } from '../deciders.js'
import { failures, idParam, json, jsonBody } from '../forms/common.js'
import { agreementAnswer, agreementQuery, comparedLook, offeredLook, secondLookBody } from '../forms/second-looks.js'
import { found } from '../found.js'
import { posts, reads } from '../guard.js'
import { commit } from '../idempotency.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import { nameAll } from '../show/show-desk.js'

const tags = ['Review desk']

const next = createRoute({
  method: 'get',
  path: '/v1/second-looks/next',
  operationId: 'nextSecondLook',
  tags,
  summary: 'A decided case, to be looked at again without knowing how it was decided',
  description:
    'Held for fifteen minutes; meanwhile what was decided is hidden from who holds it: the case and its line in lists stand as before, ' +
    'its later moves, its notes, notices, refunds, events and deliveries are left out. The audit log hides nothing.',
  ...reads('cases:decide'),
  responses: { 200: json(offeredLook, 'The case, or null'), ...failures },
})

const answer = createRoute({
  method: 'post',
  path: '/v1/second-looks/{id}',
  operationId: 'answerSecondLook',
  tags,
  summary: 'Say how one would have decided',
  description: 'Changes nothing of the case. Then the first decision is told.',
  ...posts('cases:decide'),
  request: { params: idParam('case'), ...jsonBody(secondLookBody) },
  responses: { 200: json(comparedLook, 'Both'), ...failures },
})

const agreement = createRoute({
  method: 'get',
  path: '/v1/second-looks/agreement',
  operationId: 'getAgreement',
  tags,
  summary: 'How far reviewers decide alike',
  ...reads('people:read'),
  request: { query: agreementQuery },
  responses: { 200: json(agreementAnswer, 'Over all, and for each two'), ...failures },
})

/** Decided cases that another person looks at. */
export function secondLooksRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(agreement, async (c) => {
    const { from = null, until = null } = c.req.valid('query')
    const told = await c.var.parts.store.lookInPlatform(c.var.caller.platformId, async (rows) => {
      const [counts, waiting] = await Promise.all([rows.secondLooks.tally(from, until), rows.secondLooks.waiting()])
      const naming = await nameAll(
        rows,
        counts.flatMap(({ first, second }) => [first, second]),
      )
      const pairs = agreementOfPairs(counts).map((pair) => ({ ...pair, first: naming(pair.first), second: naming(pair.second) }))
      return { all: measureAgreement(counts), pairs, waiting }
    })
    return c.json(told, 200)
  })
  app.openapi(next, async (c) => {
    const { id: personId } = personOf(c.var.caller)
    const now = c.var.parts.now().toISOString()
    const look = await c.var.parts.store.inPlatform(c.var.caller.platformId, (rows) => offerLook(rows, personId, now))
    return c.json({ item: look && { caseId: look.caseId, until: look.heldUntil ?? now } }, 200)
  })
  app.openapi(answer, async (c) => {
    const { id } = c.req.valid('param')
    const { decision, reasonCode } = c.req.valid('json')
    const { body } = await commit(c, async (rows) => {
      found(await rows.cases.get(id), id)
      const { id: personId } = personOf(c.var.caller)
      const now = c.var.parts.now().toISOString()
      const kept = await keepLook(rows, id, { personId, look: decision, reasonCode }, now)
      const { decider, decision: decided, reasonCode: itsCode, amountFen } = kept
      const first = { by: (await nameAll(rows, [decider]))(decider), decision: decided, reasonCode: itsCode, amountFen }
      return { status: 200, body: { agrees: decided === decision, first } }
    })
    return c.json(body, 200)
  })
  return app
}
