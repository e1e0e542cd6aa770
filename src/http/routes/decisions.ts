import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { signDecision } from '../../pipeline/sign-decision.js'
import { undoDecision } from '../../pipeline/undo-decision.js'
import { personOf } from '../deciders.js'
import { caseLine, decidedCase } from '../forms/cases.js'
import { failures, idParam, json, jsonBody, languageQuery } from '../forms/common.js'
import { signatureBody } from '../forms/desk.js'
import { found } from '../found.js'
import { posts, writes } from '../guard.js'
import { commit } from '../idempotency.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import { showCaseLine } from '../show/show-case.js'
import { showPending } from '../show/show-desk.js'

const tags = ['Review desk']

const undo = createRoute({
  method: 'delete',
  path: '/v1/cases/{id}/decision',
  operationId: 'undoDecision',
  tags,
  summary: 'Take a decision back that was not carried out',
  description: 'By who decided, or signed second. The case is held by who takes it back.',
  ...writes('cases:decide'),
  request: { params: idParam('case'), query: languageQuery },
  responses: { 200: json(caseLine, 'Where the case stands now'), ...failures },
})

const sign = createRoute({
  method: 'post',
  path: '/v1/cases/{id}/second-signature',
  operationId: 'signDecision',
  tags,
  summary: 'Sign a payment as the second person, or do not',
  description: 'While holding the case. Without agreement it goes back to the queue, with the words of both as notes.',
  ...posts('cases:decide'),
  request: { params: idParam('case'), query: languageQuery, ...jsonBody(signatureBody) },
  responses: { 200: json(decidedCase, 'Where the case stands now'), ...failures },
})

/** What becomes of a person's decision before it is carried out. */
export function decisionsRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(undo, async (c) => {
    const { id } = c.req.valid('param')
    const row = await c.var.parts.store.inPlatform(c.var.caller.platformId, async (rows) => {
      found(await rows.cases.get(id), id)
      return undoDecision(rows, id, personOf(c.var.caller).id, c.var.parts.now().toISOString())
    })
    return c.json(showCaseLine(row, c.req.valid('query').language), 200)
  })
  app.openapi(sign, async (c) => {
    const { id } = c.req.valid('param')
    const { language } = c.req.valid('query')
    const { body } = await commit(c, async (rows) => {
      found(await rows.cases.get(id), id)
      const person = personOf(c.var.caller)
      const { row, decision } = await signDecision(rows, id, person.id, c.req.valid('json'), c.var.parts.now().toISOString())
      const pendingDecision = await showPending(rows, decision, c.var.caller)
      return { status: 200, body: { ...showCaseLine(row, language), pendingDecision } }
    })
    return c.json(body, 200)
  })
  return app
}
