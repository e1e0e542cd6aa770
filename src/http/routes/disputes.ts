import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { draftStoredPack } from '../../pipeline/draft-stored-pack.js'
import { showDispute } from '../../pipeline/show-dispute.js'
import { answerPage, pageAsk } from '../cursor.js'
import { failures, idParam, json, pageOf, pageQuery } from '../forms/common.js'
import { disputeAnswer, disputeFilter, disputePack } from '../forms/disputes.js'
import { found } from '../found.js'
import { given } from '../given.js'
import { reads } from '../guard.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'

const tags = ['Disputes']

const listDisputes = createRoute({
  method: 'get',
  path: '/v1/disputes',
  operationId: 'listDisputes',
  tags,
  summary: 'Complaints at the payment channels, newest first',
  description: 'While one is open nothing is paid on its orders and their cases are on hold.',
  ...reads('cases:read'),
  request: { query: pageQuery.extend(disputeFilter.shape) },
  responses: { 200: json(pageOf(disputeAnswer), 'A page'), ...failures },
})

const getDispute = createRoute({
  method: 'get',
  path: '/v1/disputes/{id}',
  operationId: 'getDispute',
  tags,
  summary: 'One complaint at a payment channel',
  ...reads('cases:read'),
  request: { params: idParam('cmp') },
  responses: { 200: json(disputeAnswer, 'The complaint'), ...failures },
})

const getPack = createRoute({
  method: 'get',
  path: '/v1/disputes/{id}/pack',
  operationId: 'getDisputePack',
  tags,
  summary: 'A draft of the answer to it',
  description: "In the channel's form, from the latest verdict of its case. A person checks and sends it.",
  ...reads('cases:read'),
  request: { params: idParam('cmp') },
  responses: { 200: json(disputePack, 'The draft'), ...failures },
})

/** Disputes at the payment channels: looked at. They come in as notices of the channels. */
export function disputesRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(listDisputes, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query')
    const ask = { ...pageAsk({ limit, cursor }), ...given(filter) }
    const page = await c.var.parts.store.inPlatform(c.var.caller.platformId, async (rows) => {
      const { rows: complaints, next } = await rows.complaints.list(ask)
      const shown = []
      for (const complaint of complaints) shown.push(await showDispute(rows, complaint))
      return { rows: shown, next }
    })
    return c.json(
      answerPage(page, (dispute) => dispute),
      200,
    )
  })
  app.openapi(getDispute, async (c) => {
    const { id } = c.req.valid('param')
    const shown = await c.var.parts.store.inPlatform(c.var.caller.platformId, async (rows) =>
      showDispute(rows, found(await rows.complaints.get(id), id)),
    )
    return c.json(shown, 200)
  })
  app.openapi(getPack, async (c) => {
    const { id } = c.req.valid('param')
    const pack = await c.var.parts.store.inPlatform(c.var.caller.platformId, async (rows) =>
      draftStoredPack(rows, found(await rows.complaints.get(id), id)),
    )
    return c.json(found(pack, `${id} has no case with a verdict`), 200)
  })
  return app
}
