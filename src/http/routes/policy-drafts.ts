import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi'
import { changeDraft, draftPolicy, dropDraft } from '../../pipeline/draft-policy.js'
import { publishDraft } from '../../pipeline/publish-draft.js'
import type { PolicyDraft } from '../../ports/store/policies.js'
import { answerPage, pageAsk } from '../cursor.js'
import { failures, idParam, json, jsonBody, pageOf, pageQuery } from '../forms/common.js'
import { draftAnswer, draftBody, draftChange, publishBody, versionAnswer } from '../forms/policies.js'
import { found } from '../found.js'
import { posts, reads, writes } from '../guard.js'
import { commit } from '../idempotency.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import { showVersion } from './policies.js'

const tags = ['Policies']
const draft = idParam('draft')

const addDraft = createRoute({
  method: 'post',
  path: '/v1/policies/drafts',
  operationId: 'draftPolicy',
  tags,
  summary: 'Draft a policy',
  description: 'Any part of a policy, laid over the platform’s that holds. It changes nothing until another person publishes it.',
  ...posts('policies:write'),
  request: jsonBody(draftBody),
  responses: { 201: json(draftAnswer, 'The draft'), ...failures },
})

const listDrafts = createRoute({
  method: 'get',
  path: '/v1/policies/drafts',
  operationId: 'listPolicyDrafts',
  tags,
  summary: 'Drafts, newest first',
  ...reads('policies:read'),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(draftAnswer), 'A page'), ...failures },
})

const getDraft = createRoute({
  method: 'get',
  path: '/v1/policies/drafts/{id}',
  operationId: 'getPolicyDraft',
  tags,
  summary: 'One draft',
  ...reads('policies:read'),
  request: { params: draft },
  responses: { 200: json(draftAnswer, 'The draft'), ...failures },
})

const putDraft = createRoute({
  method: 'put',
  path: '/v1/policies/drafts/{id}',
  operationId: 'changePolicyDraft',
  tags,
  summary: 'Say something else in a draft',
  description: 'Whoever changes a draft is one of its authors from then on.',
  ...writes('policies:write'),
  request: { params: draft, ...jsonBody(draftChange) },
  responses: { 200: json(draftAnswer, 'The draft'), ...failures },
})

const deleteDraft = createRoute({
  method: 'delete',
  path: '/v1/policies/drafts/{id}',
  operationId: 'removePolicyDraft',
  tags,
  summary: 'Remove a draft',
  ...writes('policies:write'),
  request: { params: draft },
  responses: { 204: { description: 'It is gone' }, ...failures },
})

const publish = createRoute({
  method: 'post',
  path: '/v1/policies/drafts/{id}/publish',
  operationId: 'publishPolicy',
  tags,
  summary: 'Publish a draft as the second person',
  description:
    'None of its authors may: another key, or under one key another `person` than each author named. A version never changes; ' +
    'one that does not hold yet can be withdrawn.',
  ...posts('policies:write'),
  request: { params: draft, ...jsonBody(publishBody) },
  responses: { 201: json(versionAnswer, 'The version'), ...failures },
})

/** Drafts of policies, and publishing them. */
export function policyDraftsRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(addDraft, async (c) => {
    const { policy: part, merchantId, retires, person } = c.req.valid('json')
    const when = { by: { actor: c.var.caller.keyId, person: person ?? null }, now: c.var.parts.now().toISOString() }
    const { body } = await commit(c, async (rows) => {
      const added = await draftPolicy(rows, merchantId ?? null, { part, retires }, when)
      return { status: 201 as const, body: showDraft(added) }
    })
    return c.json(body, 201)
  })
  app.openapi(listDrafts, async (c) => {
    const ask = pageAsk(c.req.valid('query'))
    const page = await c.var.parts.store.inPlatform(c.var.caller.platformId, ({ policyDrafts }) => policyDrafts.list(ask))
    return c.json(answerPage(page, showDraft), 200)
  })
  app.openapi(getDraft, async (c) => {
    const { id } = c.req.valid('param')
    const row = await c.var.parts.store.inPlatform(c.var.caller.platformId, ({ policyDrafts }) => policyDrafts.get(id))
    return c.json(showDraft(found(row, id)), 200)
  })
  app.openapi(putDraft, async (c) => {
    const { id } = c.req.valid('param')
    const { policy: part, retires, person } = c.req.valid('json')
    const { store, now } = c.var.parts
    const when = { by: { actor: c.var.caller.keyId, person: person ?? null }, now: now().toISOString() }
    const changed = await store.inPlatform(c.var.caller.platformId, (rows) => changeDraft(rows, id, { part, retires }, when))
    return c.json(showDraft(changed), 200)
  })
  app.openapi(deleteDraft, async (c) => {
    const { id } = c.req.valid('param')
    const by = { actor: c.var.caller.keyId, person: null }
    await c.var.parts.store.inPlatform(c.var.caller.platformId, (rows) => dropDraft(rows, id, by))
    return c.body(null, 204)
  })
  app.openapi(publish, async (c) => {
    const { id } = c.req.valid('param')
    const { effectiveAt = null, person } = c.req.valid('json')
    const now = c.var.parts.now().toISOString()
    const by = { actor: c.var.caller.keyId, person: person ?? null }
    const { body } = await commit(c, async (rows) => {
      const row = await publishDraft(rows, id, { by, effectiveAt, now })
      return { status: 201 as const, body: showVersion(row) }
    })
    return c.json(body, 201)
  })
  return app
}

function showDraft({ part, ...draft }: PolicyDraft): z.infer<typeof draftAnswer> {
  return { ...draft, policy: part as Record<string, unknown> }
}
