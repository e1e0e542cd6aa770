import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { policyFor } from '../../pipeline/policy-for.js'
import { policyForm } from '../../pipeline/policy-form.js'
import { withdrawPolicy } from '../../pipeline/publish-draft.js'
import type { PolicyRow } from '../../ports/store/policies.js'
import { answerPage, pageAsk } from '../cursor.js'
import { failures, json, jsonBody, pageOf, pageQuery } from '../forms/common.js'
import { personBody, versionAnswer } from '../forms/policies.js'
import { found } from '../found.js'
import { posts, reads } from '../guard.js'
import { commit } from '../idempotency.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'

const versionParam = z.object({ version: z.coerce.number().int().min(1).max(2_000_000_000) })

const getCurrent = createRoute({
  method: 'get',
  path: '/v1/policies/current',
  operationId: 'getCurrentPolicy',
  tags: ['Policies'],
  summary: 'The policy that holds now',
  description: 'The default one until the first is published. With `merchantId`: the merchant’s laid over it.',
  ...reads('policies:read'),
  request: { query: z.object({ merchantId: z.string().min(1).max(200).optional() }) },
  responses: { 200: json(policyForm, 'The policy'), ...failures },
})

const getPolicy = createRoute({
  method: 'get',
  path: '/v1/policies/{version}',
  operationId: 'getPolicy',
  tags: ['Policies'],
  summary: 'One version',
  ...reads('policies:read'),
  request: { params: versionParam },
  responses: { 200: json(versionAnswer, 'The version'), ...failures },
})

const listPolicies = createRoute({
  method: 'get',
  path: '/v1/policies',
  operationId: 'listPolicies',
  tags: ['Policies'],
  summary: 'Versions, latest first',
  ...reads('policies:read'),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(versionAnswer), 'A page'), ...failures },
})

const withdraw = createRoute({
  method: 'post',
  path: '/v1/policies/withdrawals/{version}',
  operationId: 'withdrawPolicy',
  tags: ['Policies'],
  summary: 'Take back a version that does not hold yet',
  ...posts('policies:write'),
  request: { params: versionParam, ...jsonBody(personBody) },
  responses: { 200: json(versionAnswer, 'It will not hold'), ...failures },
})

/** Policies: the one that holds, all there were and will be. */
export function policiesRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(getCurrent, async (c) => {
    const { store, now } = c.var.parts
    const ask = { merchantId: c.req.valid('query').merchantId ?? null, at: now().toISOString() }
    return c.json(await store.inPlatform(c.var.caller.platformId, (rows) => policyFor(rows, ask)), 200)
  })
  app.openapi(getPolicy, async (c) => {
    const { version } = c.req.valid('param')
    const row = await c.var.parts.store.inPlatform(c.var.caller.platformId, ({ policies }) => policies.get(version))
    return c.json(showVersion(found(row, `version ${version}`)), 200)
  })
  app.openapi(listPolicies, async (c) => {
    const ask = pageAsk(c.req.valid('query'))
    const page = await c.var.parts.store.inPlatform(c.var.caller.platformId, ({ policies }) => policies.list(ask))
    return c.json(answerPage(page, showVersion), 200)
  })
  app.openapi(withdraw, async (c) => {
    const { version } = c.req.valid('param')
    const by = { actor: c.var.caller.keyId, person: c.req.valid('json').person ?? null }
    const now = c.var.parts.now().toISOString()
    const { body } = await commit(c, async (rows) => ({
      status: 200 as const,
      body: showVersion(await withdrawPolicy(rows, version, now, by)),
    }))
    return c.json(body, 200)
  })
  return app
}

/** A version as the API shows it. */
export function showVersion(row: PolicyRow): z.infer<typeof versionAnswer> {
  return { ...row, part: row.part as Record<string, unknown> | null }
}
