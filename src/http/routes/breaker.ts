import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { Fault } from '../../errors.js'
import { readExposure } from '../../pipeline/read-exposure.js'
import { recordAudit } from '../../pipeline/record-audit.js'
import { resetBreaker } from '../../pipeline/reset-breaker.js'
import { tripBreaker } from '../../pipeline/trip-breaker.js'
import { failures, idParam, json, jsonBody } from '../forms/common.js'
import { breakerWords, exposureAnswer, paymentAudit } from '../forms/refunds.js'
import { found } from '../found.js'
import { posts, reads } from '../guard.js'
import { commit } from '../idempotency.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'

const getExposure = createRoute({
  method: 'get',
  path: '/v1/exposure',
  operationId: 'getExposure',
  tags: ['Refunds'],
  summary: 'What automatic payments have used of their caps, and whether they are stopped',
  ...reads('refunds:read'),
  responses: { 200: json(exposureAnswer, 'As it stands'), ...failures },
})

const postTrip = createRoute({
  method: 'post',
  path: '/v1/breaker/trip',
  operationId: 'tripBreaker',
  tags: ['Refunds'],
  summary: 'Stop automatic payments',
  description: 'What would be paid automatically goes to a person until the breaker is reset.',
  ...posts('breaker:write'),
  request: jsonBody(breakerWords),
  responses: { 200: json(exposureAnswer, 'Stopped'), ...failures },
})

const postReset = createRoute({
  method: 'post',
  path: '/v1/breaker/reset',
  operationId: 'resetBreaker',
  tags: ['Refunds'],
  summary: 'Let automatic payments run again',
  ...posts('breaker:write'),
  request: jsonBody(breakerWords),
  responses: { 200: json(exposureAnswer, 'Running'), ...failures },
})

const postAudit = createRoute({
  method: 'post',
  path: '/v1/cases/{id}/payment-audit',
  operationId: 'auditPayment',
  tags: ['Refunds'],
  summary: 'Say whether an automatic payment was right',
  description:
    'Counts once for a case that was paid automatically, whoever tells it again; another finding is refused. Too many wrong ones trip the breaker.',
  ...posts('breaker:write'),
  request: { params: idParam('case'), ...jsonBody(paymentAudit) },
  responses: { 200: json(exposureAnswer, 'Counted'), ...failures },
})

/** The caps of automatic payments and the breaker that stops them. */
export function breakerRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(getExposure, async (c) => {
    const now = c.var.parts.now().toISOString()
    return c.json(await c.var.parts.store.inPlatform(c.var.caller.platformId, (rows) => readExposure(rows, now)), 200)
  })
  app.openapi(postTrip, async (c) => {
    const { words } = c.req.valid('json')
    const now = c.var.parts.now().toISOString()
    const { body } = await commit(c, async (rows) => {
      await tripBreaker(rows, { cause: 'by-hand', words, actor: c.var.caller.keyId, now, caseId: null })
      return { status: 200, body: await readExposure(rows, now) }
    })
    return c.json(body, 200)
  })
  app.openapi(postAudit, async (c) => {
    const { id: caseId } = c.req.valid('param')
    const { wrong } = c.req.valid('json')
    const now = c.var.parts.now().toISOString()
    const { body } = await commit(c, async (rows) => {
      found(await rows.cases.lock(caseId), caseId)
      const paid = (await rows.refunds.ofCase(caseId)).some(({ decidedBy }) => decidedBy === 'machine')
      if (!paid) throw new Fault('refund-conflict', 'the case was not paid automatically')
      await recordAudit(rows, { caseId, wrong }, { actor: c.var.caller.keyId, now })
      return { status: 200, body: await readExposure(rows, now) }
    })
    return c.json(body, 200)
  })
  app.openapi(postReset, async (c) => {
    const { words } = c.req.valid('json')
    const now = c.var.parts.now().toISOString()
    const { body } = await commit(c, async (rows) => {
      await resetBreaker(rows, c.var.caller.keyId, words, now)
      return { status: 200, body: await readExposure(rows, now) }
    })
    return c.json(body, 200)
  })
  return app
}
