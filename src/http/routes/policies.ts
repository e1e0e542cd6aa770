import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { publishPolicy } from '../../intake/publish-policy.js'
import { currentPolicy } from '../../pipeline/current-policy.js'
import { policyForm } from '../../pipeline/policy-form.js'
import { choosePolicy } from '../../pipeline.js'
import type { PolicyRow } from '../../ports/store/policies.js'
import { answerPage, pageAsk } from '../cursor.js'
import { failures, json, jsonBody, pageOf, pageQuery, time } from '../forms/common.js'
import { found } from '../found.js'
import { posts, reads } from '../guard.js'
import { commit } from '../idempotency.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'

const policyAnswer = z.object({ id: z.string(), version: z.int(), policy: policyForm, createdAt: time }).openapi('PolicyVersion')

const versionParam = z.object({ version: z.coerce.number().int().min(1).max(2_000_000_000) })

const getCurrent = createRoute({
  method: 'get',
  path: '/v1/policies/current',
  operationId: 'getCurrentPolicy',
  tags: ['Policies'],
  summary: 'The policy that holds now',
  description: 'The default one until the first is published.',
  ...reads('policies:read'),
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
  responses: { 200: json(policyAnswer, 'The version'), ...failures },
})

const listPolicies = createRoute({
  method: 'get',
  path: '/v1/policies',
  operationId: 'listPolicies',
  tags: ['Policies'],
  summary: 'Versions, latest first',
  ...reads('policies:read'),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(policyAnswer), 'A page'), ...failures },
})

const postPolicy = createRoute({
  method: 'post',
  path: '/v1/policies',
  operationId: 'publishPolicy',
  tags: ['Policies'],
  summary: 'Publish a version',
  description: 'Any part of a policy, laid over the one that holds now. It holds from now on; versions never change.',
  ...posts('policies:write'),
  request: jsonBody(z.record(z.string(), z.unknown()).openapi({ example: { instant: { capFen: 20_000 } } })),
  responses: { 201: json(policyAnswer, 'It holds'), ...failures },
})

/** Policies: the one that holds, all there were, a new one. */
export function policiesRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(getCurrent, async (c) => c.json(await c.var.parts.store.inPlatform(c.var.caller.platformId, currentPolicy), 200))
  app.openapi(getPolicy, async (c) => {
    const { version } = c.req.valid('param')
    const row = await c.var.parts.store.inPlatform(c.var.caller.platformId, ({ policies }) => policies.get(version))
    return c.json(found(row, `version ${version}`), 200)
  })
  app.openapi(listPolicies, async (c) => {
    const ask = pageAsk(c.req.valid('query'))
    const page = await c.var.parts.store.inPlatform(c.var.caller.platformId, ({ policies }) => policies.list(ask))
    return c.json(
      answerPage(page, (row: PolicyRow) => row),
      200,
    )
  })
  app.openapi(postPolicy, async (c) => {
    const overrides = c.req.valid('json')
    const { body } = await commit(c, async (rows) => {
      const policy = choosePolicy(overrides, await currentPolicy(rows), 'body')
      return { status: 201, body: await publishPolicy(rows, policy, c.var.caller.keyId) }
    })
    return c.json(body, 201)
  })
  return app
}
