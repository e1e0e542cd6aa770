import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi'
import { type ComparedShadow, compareShadow, endShadow, startShadow } from '../../pipeline/run-shadow.js'
import { answerPage, pageAsk } from '../cursor.js'
import { failures, json, jsonBody, pageOf, pageQuery } from '../forms/common.js'
import { flipAnswer, shadowAnswer, shadowBody } from '../forms/replays.js'
import { found } from '../found.js'
import { reads, writes } from '../guard.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'

const tags = ['Policies']
const path = '/v1/policies/shadow'

const getShadow = createRoute({
  method: 'get',
  path,
  operationId: 'getPolicyShadow',
  tags,
  summary: 'What the policy beside the live one would have decided',
  ...reads('policies:read'),
  responses: { 200: json(shadowAnswer, 'The difference'), ...failures },
})

const putShadow = createRoute({
  method: 'put',
  path,
  operationId: 'startPolicyShadow',
  tags,
  summary: 'Judge a policy beside the live one',
  description: 'On every verdict from now on, instead of the shadow before. It decides nothing.',
  ...writes('policies:write'),
  request: jsonBody(shadowBody),
  responses: { 200: json(shadowAnswer, 'It runs'), ...failures },
})

const deleteShadow = createRoute({
  method: 'delete',
  path,
  operationId: 'endPolicyShadow',
  tags,
  summary: 'Judge nothing beside the live policy any more',
  ...writes('policies:write'),
  responses: { 204: { description: 'It has ended' }, ...failures },
})

const listFlips = createRoute({
  method: 'get',
  path: `${path}/flips`,
  operationId: 'listPolicyShadowFlips',
  tags,
  summary: 'The cases that would have ended otherwise',
  ...reads('policies:read'),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(flipAnswer), 'A page'), ...failures },
})

const nothing = 'no policy runs beside the live one'

/** The shadow: started, looked at, ended. */
export function policyShadowRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(getShadow, async (c) => {
    const now = c.var.parts.now().toISOString()
    const compared = await c.var.parts.store.inPlatform(c.var.caller.platformId, (rows) => compareShadow(rows, now))
    return c.json(showShadow(found(compared, nothing)), 200)
  })
  app.openapi(putShadow, async (c) => {
    const { policy: part, merchantId = null, person = null } = c.req.valid('json')
    const { store, now } = c.var.parts
    const by = { actor: c.var.caller.keyId, person }
    const at = now().toISOString()
    const started = await store.inPlatform(c.var.caller.platformId, (rows) => startShadow(rows, { part, merchantId }, by, at))
    return c.json(showShadow(started), 200)
  })
  app.openapi(deleteShadow, async (c) => {
    const by = { actor: c.var.caller.keyId, person: null }
    const ended = await c.var.parts.store.inPlatform(c.var.caller.platformId, (rows) => endShadow(rows, by))
    found(ended || null, nothing)
    return c.body(null, 204)
  })
  app.openapi(listFlips, async (c) => {
    const ask = pageAsk(c.req.valid('query'))
    const page = await c.var.parts.store.inPlatform(c.var.caller.platformId, async ({ shadows }) => {
      const { id } = found(await shadows.running(), nothing)
      return shadows.flips(id, ask)
    })
    return c.json(
      answerPage(page, (flip) => flip),
      200,
    )
  })
  return app
}

function showShadow({ shadow, difference }: ComparedShadow): z.infer<typeof shadowAnswer> {
  const { id, merchantId, part, createdAt: startedAt } = shadow
  return { id, merchantId, policy: part as Record<string, unknown>, startedAt, difference }
}
