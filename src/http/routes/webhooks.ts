import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { makeWebhookSecret } from '../../intake/make-webhook-secret.js'
import { replayDelivery } from '../../intake/replay-delivery.js'
import type { DeliveryRow } from '../../ports/store/events.js'
import type { PlatformRows } from '../../ports/store.js'
import { blindfoldOf } from '../blindfold-of.js'
import { answerPage, pageAsk } from '../cursor.js'
import { failures, idParam, json, jsonBody, pageOf, pageQuery } from '../forms/common.js'
import { deliveryAnswer, deliveryFilter, endpointAnswer, endpointChange, endpointWithSecret, newEndpoint } from '../forms/events.js'
import { found } from '../found.js'
import { given } from '../given.js'
import { posts, reads, writes } from '../guard.js'
import { commit } from '../idempotency.js'
import type { Caller, HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'

const tags = ['Webhooks']
const request = { params: idParam('whk') }

const addEndpoint = createRoute({
  method: 'post',
  path: '/v1/webhooks',
  operationId: 'addWebhook',
  tags,
  summary: 'Have events sent to an address',
  description: 'Signed by the Standard Webhooks scheme with the secret of this answer, which is shown only now.',
  ...posts('webhooks:write'),
  request: jsonBody(newEndpoint),
  responses: { 201: json(endpointWithSecret, 'With its secret'), ...failures },
})

const listEndpoints = createRoute({
  method: 'get',
  path: '/v1/webhooks',
  operationId: 'listWebhooks',
  tags,
  summary: 'Where events are sent',
  ...reads('webhooks:read'),
  responses: { 200: json(z.object({ items: z.array(endpointAnswer) }), 'All of them'), ...failures },
})

const getEndpoint = createRoute({
  method: 'get',
  path: '/v1/webhooks/{id}',
  operationId: 'getWebhook',
  tags,
  summary: 'One endpoint',
  ...reads('webhooks:read'),
  request,
  responses: { 200: json(endpointAnswer, 'The endpoint'), ...failures },
})

const changeEndpoint = createRoute({
  method: 'patch',
  path: '/v1/webhooks/{id}',
  operationId: 'changeWebhook',
  tags,
  summary: 'Change its address or types, or switch it off',
  ...writes('webhooks:write'),
  request: { ...request, ...jsonBody(endpointChange) },
  responses: { 200: json(endpointAnswer, 'As it is now'), ...failures },
})

const rotateSecret = createRoute({
  method: 'post',
  path: '/v1/webhooks/{id}/rotate',
  operationId: 'rotateWebhookSecret',
  tags,
  summary: 'Give it a new secret',
  description:
    'For 24 hours both the new and the present secret sign, so that no delivery fails while the receiver changes over. ' +
    'Rotated once more, the oldest signs no longer: for a secret that has leaked, rotate twice.',
  ...posts('webhooks:write'),
  request,
  responses: { 200: json(endpointWithSecret, 'With its new secret, shown this once'), ...failures },
})

const removeEndpoint = createRoute({
  method: 'delete',
  path: '/v1/webhooks/{id}',
  operationId: 'removeWebhook',
  tags,
  summary: 'Remove it with its deliveries',
  ...writes('webhooks:write'),
  request,
  responses: { 204: { description: 'Gone' }, ...failures },
})

const listDeliveries = createRoute({
  method: 'get',
  path: '/v1/deliveries',
  operationId: 'listDeliveries',
  tags,
  summary: 'What became of events on their way, newest first',
  ...reads('webhooks:read'),
  request: { query: pageQuery.extend(deliveryFilter.shape) },
  responses: { 200: json(pageOf(deliveryAnswer), 'A page'), ...failures },
})

const getDelivery = createRoute({
  method: 'get',
  path: '/v1/deliveries/{id}',
  operationId: 'getDelivery',
  tags,
  summary: 'One delivery',
  ...reads('webhooks:read'),
  request: { params: idParam('del') },
  responses: { 200: json(deliveryAnswer, 'The delivery'), ...failures },
})

const replay = createRoute({
  method: 'post',
  path: '/v1/deliveries/{id}/replay',
  operationId: 'replayDelivery',
  tags,
  summary: 'Send it once more',
  ...posts('webhooks:write'),
  request: { params: idParam('del') },
  responses: { 200: json(deliveryAnswer, 'It waits to be sent'), ...failures },
})

/** Webhook endpoints and what was sent to them. */
export function webhooksRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  addChanges(app)
  app.openapi(listEndpoints, async (c) => {
    const rows = await c.var.parts.store.lookInPlatform(c.var.caller.platformId, ({ endpoints }) => endpoints.list())
    return c.json({ items: [...rows] }, 200)
  })
  app.openapi(getEndpoint, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(found(await c.var.parts.store.lookInPlatform(c.var.caller.platformId, ({ endpoints }) => endpoints.get(id)), id), 200)
  })
  app.openapi(listDeliveries, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query')
    const ask = { ...pageAsk({ limit, cursor }), ...given(filter) }
    const page = await c.var.parts.store.lookInPlatform(c.var.caller.platformId, async (rows) => {
      const [all, blind] = await Promise.all([rows.deliveries.list(ask), blindfoldOf(rows, c.var)])
      return { ...all, rows: all.rows.filter(({ caseId }) => !blind.hides(caseId)) }
    })
    return c.json(
      answerPage(page, (row) => row),
      200,
    )
  })
  app.openapi(getDelivery, async (c) => {
    const { id } = c.req.valid('param')
    const row = await c.var.parts.store.lookInPlatform(c.var.caller.platformId, (rows) => seenDelivery(rows, id, c.var))
    return c.json(found(row, id), 200)
  })
  app.openapi(replay, async (c) => {
    const { id } = c.req.valid('param')
    const now = c.var.parts.now().toISOString()
    const { body } = await commit(c, async (rows) => {
      found(await seenDelivery(rows, id, c.var), id)
      return { status: 200, body: found(await replayDelivery(rows, id, now, c.var.caller.keyId), id) }
    })
    return c.json(body, 200)
  })
  return app
}

/** Null where there is none, or it would tell how a case was decided that is looked at a second time. */
async function seenDelivery(rows: PlatformRows, id: string, asks: HttpEnv['Variables']): Promise<DeliveryRow | null> {
  const [row, blind] = await Promise.all([rows.deliveries.get(id), blindfoldOf(rows, asks)])
  return row && blind.hides(row.caseId) ? null : row
}

/** A day: time enough for a receiver to take a new secret into use. */
const secretOverlapMs = 24 * 3600 * 1000

function addChanges(app: OpenAPIHono<HttpEnv>): void {
  app.openapi(addEndpoint, async (c) => {
    const { url, types } = c.req.valid('json')
    await c.var.parts.webhooks.check(url)
    const secret = makeWebhookSecret()
    const { body } = await commit(c, async (rows) => {
      const row = await rows.endpoints.add({ url, secret, types })
      await note(rows, c.var.caller, 'webhook.added', row.id)
      return { status: 201, body: { ...row, secret } }
    })
    return c.json(body, 201)
  })
  app.openapi(changeEndpoint, async (c) => {
    const { id } = c.req.valid('param')
    const change = c.req.valid('json')
    if (change.url !== undefined) await c.var.parts.webhooks.check(change.url)
    const { body } = await commit(c, async (rows) => {
      const row = found(await rows.endpoints.change(id, given(change)), id)
      await note(rows, c.var.caller, 'webhook.changed', id)
      return { status: 200, body: row }
    })
    return c.json(body, 200)
  })
  app.openapi(rotateSecret, async (c) => {
    const { id } = c.req.valid('param')
    const secret = makeWebhookSecret()
    const oldUntil = new Date(c.var.parts.now().getTime() + secretOverlapMs).toISOString()
    const { body } = await commit(c, async (rows) => {
      const row = found(await rows.endpoints.rotate(id, secret, oldUntil), id)
      await note(rows, c.var.caller, 'webhook.secret_rotated', id)
      return { status: 200, body: { ...row, secret } }
    })
    return c.json(body, 200)
  })
  app.openapi(removeEndpoint, async (c) => {
    const { id } = c.req.valid('param')
    await c.var.parts.store.inPlatform(c.var.caller.platformId, async (rows) => {
      found((await rows.endpoints.remove(id)) || null, id)
      await note(rows, c.var.caller, 'webhook.removed', id)
    })
    return c.body(null, 204)
  })
}

async function note(rows: PlatformRows, { keyId }: Caller, action: string, subject: string): Promise<void> {
  await rows.audit.append({ actor: keyId, action, subject, details: {} })
}
