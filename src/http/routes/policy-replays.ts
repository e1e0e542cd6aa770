import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi'
import { reviewMinutesOf } from '../../pipeline/candidate-policies.js'
import { askReplay } from '../../pipeline/replay-policy.js'
import { describeTally } from '../../pipeline/tally-cases.js'
import type { ReplayRow } from '../../ports/store/replays.js'
import { answerPage, pageAsk } from '../cursor.js'
import { failures, idParam, json, jsonBody, pageOf, pageQuery } from '../forms/common.js'
import { flipAnswer, replayAnswer, replayBody } from '../forms/replays.js'
import { found } from '../found.js'
import { posts, reads } from '../guard.js'
import { commit } from '../idempotency.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'

const tags = ['Policies']
const replay = idParam('replay')

const addReplay = createRoute({
  method: 'post',
  path: '/v1/policies/replays',
  operationId: 'replayPolicy',
  tags,
  summary: 'Judge stored cases under another policy',
  description: 'The latest verdict of each case, as of its own time, without reading a picture. Nothing changes for any case.',
  ...posts('policies:write'),
  request: jsonBody(replayBody),
  responses: { 202: json(replayAnswer, 'It will run; ask for it by its id'), ...failures },
})

const listReplays = createRoute({
  method: 'get',
  path: '/v1/policies/replays',
  operationId: 'listPolicyReplays',
  tags,
  summary: 'Replays, newest first',
  ...reads('policies:read'),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(replayAnswer), 'A page'), ...failures },
})

const getReplay = createRoute({
  method: 'get',
  path: '/v1/policies/replays/{id}',
  operationId: 'getPolicyReplay',
  tags,
  summary: 'How far a replay is, and what it found so far',
  ...reads('policies:read'),
  request: { params: replay },
  responses: { 200: json(replayAnswer, 'The replay'), ...failures },
})

const listFlips = createRoute({
  method: 'get',
  path: '/v1/policies/replays/{id}/flips',
  operationId: 'listPolicyReplayFlips',
  tags,
  summary: 'The cases that end otherwise',
  ...reads('policies:read'),
  request: { params: replay, query: pageQuery },
  responses: { 200: json(pageOf(flipAnswer), 'A page'), ...failures },
})

/** Replays: what another policy would have decided. */
export function policyReplaysRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(addReplay, async (c) => {
    const { policy: part, merchantId = null, since = null } = c.req.valid('json')
    const now = c.var.parts.now().toISOString()
    const { body } = await commit(c, async (rows) => {
      const asked = await askReplay(rows, { part, merchantId, since, actor: c.var.caller.keyId, now })
      return { status: 202 as const, body: showReplay(asked) }
    })
    return c.json(body, 202)
  })
  app.openapi(listReplays, async (c) => {
    const ask = pageAsk(c.req.valid('query'))
    const page = await c.var.parts.store.inPlatform(c.var.caller.platformId, ({ replays }) => replays.list(ask))
    return c.json(answerPage(page, showReplay), 200)
  })
  app.openapi(getReplay, async (c) => {
    const { id } = c.req.valid('param')
    const row = await c.var.parts.store.inPlatform(c.var.caller.platformId, ({ replays }) => replays.get(id))
    return c.json(showReplay(found(row, id)), 200)
  })
  app.openapi(listFlips, async (c) => {
    const { id } = c.req.valid('param')
    const ask = pageAsk(c.req.valid('query'))
    const page = await c.var.parts.store.inPlatform(c.var.caller.platformId, async ({ replays }) => {
      found(await replays.get(id), id)
      return replays.flips(id, ask)
    })
    return c.json(
      answerPage(page, (flip) => flip),
      200,
    )
  })
  return app
}

function showReplay({ id, merchantId, part, policy, since, state, casesToDo, tally, createdAt }: ReplayRow): z.infer<typeof replayAnswer> {
  const difference = describeTally(tally, reviewMinutesOf(policy))
  const said = part as Record<string, unknown>
  return { id, merchantId, policy: said, since, state, casesDone: tally.cases, casesToDo, difference, createdAt }
}
