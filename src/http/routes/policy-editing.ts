import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { checkPolicy } from '../../pipeline/check-policy.js'
import { platformPolicy } from '../../pipeline/policy-for.js'
import { commentPolicy } from '../../report/comment-policy.js'
import { failures, json, jsonBody } from '../forms/common.js'
import { checkedPolicy, commentedPolicy, policyToCheck } from '../forms/policies.js'
import { reads, writes } from '../guard.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'

const tags = ['Policies']

const getCommented = createRoute({
  method: 'get',
  path: '/v1/policies/commented',
  operationId: 'getCommentedPolicy',
  tags,
  summary: 'The policy that holds now, to be edited',
  description: 'YAML, with the meaning, unit and range of every number beside it.',
  ...reads('policies:read'),
  responses: { 200: json(commentedPolicy, 'The text'), ...failures },
})

const postCheck = createRoute({
  method: 'post',
  path: '/v1/policies/check',
  operationId: 'checkPolicy',
  tags,
  summary: 'Check a policy while it is written',
  description: 'Laid over the platform’s that holds now. Nothing is kept.',
  ...writes('policies:read'),
  request: jsonBody(policyToCheck),
  responses: { 200: json(checkedPolicy, 'What is wrong with it, and what it changes'), ...failures },
})

/** What an editor of policies asks. */
export function policyEditingRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(getCommented, async (c) => {
    const now = c.var.parts.now().toISOString()
    const policy = await c.var.parts.store.lookInPlatform(c.var.caller.platformId, (rows) => platformPolicy(rows, now))
    return c.json({ version: policy.version, yaml: commentPolicy(policy) }, 200)
  })
  app.openapi(postCheck, async (c) => {
    const now = c.var.parts.now().toISOString()
    const live = await c.var.parts.store.lookInPlatform(c.var.caller.platformId, (rows) => platformPolicy(rows, now))
    return c.json(checkPolicy(c.req.valid('json').policy, live), 200)
  })
  return app
}
