import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { Fault } from '../../errors.js'
import { type ReportedRefund, reportRefund } from '../../pipeline/report-refund.js'
import { stateRefund } from '../../pipeline/state-refund.js'
import type { RefundRow } from '../../ports/store/refunds.js'
import type { PlatformRows } from '../../ports/store.js'
import { blindfoldOf } from '../blindfold-of.js'
import { answerPage, pageAsk } from '../cursor.js'
import { failures, idParam, json, jsonBody, pageOf, pageQuery } from '../forms/common.js'
import { refundAnswer, refundFilter, refundReport, refundStatement } from '../forms/refunds.js'
import { found } from '../found.js'
import { given } from '../given.js'
import { reads, writes } from '../guard.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import { showRefund } from '../show/show-refund.js'

const getRefund = createRoute({
  method: 'get',
  path: '/v1/refunds/{id}',
  operationId: 'getRefund',
  tags: ['Refunds'],
  summary: 'One refund',
  ...reads('refunds:read'),
  request: { params: idParam('ref') },
  responses: { 200: json(refundAnswer, 'The refund'), ...failures },
})

const listRefunds = createRoute({
  method: 'get',
  path: '/v1/refunds',
  operationId: 'listRefunds',
  tags: ['Refunds'],
  summary: 'Refunds, newest first',
  ...reads('refunds:read'),
  request: { query: pageQuery.extend(refundFilter.shape) },
  responses: { 200: json(pageOf(refundAnswer), 'A page'), ...failures },
})

const postReport = createRoute({
  method: 'post',
  path: '/v1/refunds/{id}/report',
  operationId: 'reportRefund',
  tags: ['Refunds'],
  summary: 'Report how a refund ended that the platform pays itself',
  description:
    'After `refund.requested`. The same report again changes nothing; one that differs from the first, or names another amount, is refused and a person is told.',
  ...writes('refunds:write'),
  request: { params: idParam('ref'), ...jsonBody(refundReport) },
  responses: { 200: json(refundAnswer, 'Kept'), ...failures },
})

const postStatement = createRoute({
  method: 'post',
  path: '/v1/refunds/{id}/statement',
  operationId: 'stateRefund',
  tags: ['Refunds'],
  summary: 'Say by hand how a stuck refund ended',
  description: 'After `refund.stuck`. It counts when a second person says the same.',
  ...writes('refunds:write'),
  request: { params: idParam('ref'), ...jsonBody(refundStatement) },
  responses: { 200: json(refundAnswer, 'Kept'), ...failures },
})

/** Refunds: looked at, and what platforms and people say of them. */
export function refundsRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(getRefund, async (c) => {
    const { id } = c.req.valid('param')
    const row = await c.var.parts.store.inPlatform(c.var.caller.platformId, (rows) => shownRefund(rows, id, c.var))
    return c.json(showRefund(found(row, id)), 200)
  })
  app.openapi(listRefunds, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query')
    const ask = { ...pageAsk({ limit, cursor }), ...given(filter) }
    const page = await c.var.parts.store.inPlatform(c.var.caller.platformId, async (rows) => {
      const [all, blind] = await Promise.all([rows.refunds.list(ask), blindfoldOf(rows, c.var)])
      return { ...all, rows: all.rows.filter(({ caseId }) => !blind.hides(caseId)) }
    })
    return c.json(answerPage(page, showRefund), 200)
  })
  app.openapi(postReport, async (c) => {
    const { id } = c.req.valid('param')
    const report = c.req.valid('json')
    const { store, now } = c.var.parts
    const by = { actor: c.var.caller.keyId, now: now().toISOString() }
    const reported = await store.inPlatform(c.var.caller.platformId, async (rows) => {
      found(await shownRefund(rows, id, c.var), id)
      return reportRefund(rows, id, report, by)
    })
    return c.json(showRefund(kept(reported, id)), 200)
  })
  app.openapi(postStatement, async (c) => {
    const { id } = c.req.valid('param')
    const { store, now } = c.var.parts
    const at = now().toISOString()
    const by = { actor: c.var.caller.keyId, now: at }
    const statement = { ...c.req.valid('json'), at }
    const stated = await store.inPlatform(c.var.caller.platformId, async (rows) => {
      found(await shownRefund(rows, id, c.var), id)
      return stateRefund(rows, id, statement, by)
    })
    return c.json(showRefund(kept(stated, id)), 200)
  })
  return app
}

/** Null also for one that would tell who asks how a case was decided. */
async function shownRefund(
  rows: PlatformRows,
  id: string,
  asks: Pick<HttpEnv['Variables'], 'caller' | 'parts'>,
): Promise<RefundRow | null> {
  const [refund, blind] = await Promise.all([rows.refunds.get(id), blindfoldOf(rows, asks)])
  return refund && blind.hides(refund.caseId) ? null : refund
}

/** After the transaction: what is refused is still told to a person. */
function kept(reported: ReportedRefund, id: string): RefundRow {
  if (reported.is === 'refused') throw new Fault('refund-conflict', reported.because)
  return found(reported.is === 'kept' ? reported.refund : null, id)
}
