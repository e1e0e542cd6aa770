import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { Fault } from '../../errors.js'
import { timeForm } from '../../intake/case-form.js'
import { makeApiKey } from '../../intake/make-api-key.js'
import type { ApiKeyRow } from '../../ports/store/system.js'
import { failures, idParam, json, jsonBody, list, time } from '../forms/common.js'
import { found } from '../found.js'
import { posts, reads, writes } from '../guard.js'
import { commit } from '../idempotency.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import { knownScopes, scopes } from '../scopes.js'

const scope = z.enum(scopes)
const tags = ['API keys']

const keyAnswer = z
  .object({
    id: z.string(),
    mode: z.enum(['live', 'test']),
    name: z.string(),
    scopes: list(z.string()),
    createdAt: time,
    expiresAt: time.nullable(),
    revokedAt: time.nullable().openapi({ description: 'It works no more from then on' }),
    lastUsedAt: time.nullable(),
  })
  .openapi('ApiKey')

const newKeyAnswer = keyAnswer.extend({ secret: z.string().openapi({ description: 'Shown this once' }) }).openapi('NewApiKey')

const listKeys = createRoute({
  method: 'get',
  path: '/v1/api-keys',
  operationId: 'listApiKeys',
  tags,
  summary: 'The keys of this side, live or test',
  ...reads('keys:manage'),
  responses: { 200: json(z.object({ items: z.array(keyAnswer) }), 'All of them, newest first'), ...failures },
})

const addKey = createRoute({
  method: 'post',
  path: '/v1/api-keys',
  operationId: 'addApiKey',
  tags,
  summary: 'Make a key',
  description: 'For the side of the key that asks, with scopes that this one has itself.',
  ...posts('keys:manage'),
  request: jsonBody(
    z.object({
      name: z.string().min(1).max(100),
      scopes: z.array(scope).min(1).max(scopes.length),
      expiresAt: timeForm.nullable().default(null),
    }),
  ),
  responses: { 201: json(newKeyAnswer, 'With its secret'), ...failures },
})

const rotateKey = createRoute({
  method: 'post',
  path: '/v1/api-keys/{id}/rotate',
  operationId: 'rotateApiKey',
  tags,
  summary: 'Replace a key',
  description: 'A new key with the same scopes; the old one works on for `overlapSeconds`.',
  ...posts('keys:manage'),
  request: { params: idParam('key'), ...jsonBody(z.object({ overlapSeconds: z.int().min(0).max(604_800).default(3600) })) },
  responses: { 201: json(newKeyAnswer, 'The new key with its secret'), ...failures },
})

const revokeKey = createRoute({
  method: 'delete',
  path: '/v1/api-keys/{id}',
  operationId: 'revokeApiKey',
  tags,
  summary: 'Revoke a key at once',
  ...writes('keys:manage'),
  request: { params: idParam('key') },
  responses: { 200: json(keyAnswer, 'It works no more'), ...failures },
})

/** API keys: made, replaced, revoked. */
export function apiKeysRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(listKeys, async (c) => {
    const keys = await c.var.parts.store.inAll(({ apiKeys }) => apiKeys.list(c.var.caller.platformId))
    return c.json({ items: keys.map(showKey) }, 200)
  })
  app.openapi(addKey, async (c) => {
    const asked = c.req.valid('json')
    checkScopes(c, asked.scopes)
    const made = await makeKey(c, asked, 'key.made')
    return c.json(made, 201)
  })
  app.openapi(rotateKey, async (c) => {
    const old = await ownKey(c, c.req.valid('param').id)
    checkScopes(c, [...knownScopes(old.scopes)])
    const until = new Date(c.var.parts.now().getTime() + c.req.valid('json').overlapSeconds * 1000).toISOString()
    const made = await makeKey(c, old, 'key.rotated', { id: old.id, until })
    return c.json(made, 201)
  })
  app.openapi(revokeKey, async (c) => {
    const { id } = await ownKey(c, c.req.valid('param').id)
    const now = c.var.parts.now().toISOString()
    const revoked = found(await c.var.parts.store.inAll(({ apiKeys }) => apiKeys.revoke(id, now)), id)
    c.var.knownKeys.forget()
    await c.var.parts.store.inPlatform(c.var.caller.platformId, ({ audit }) =>
      audit.append({ actor: c.var.caller.keyId, action: 'key.revoked', subject: id, details: {} }),
    )
    return c.json(showKey(revoked), 200)
  })
  return app
}

/** Keys are looked up over all platforms, so this is the wall between them. */
async function ownKey(c: Context<HttpEnv>, id: string): Promise<ApiKeyRow> {
  const key = await c.var.parts.store.inAll(({ apiKeys }) => apiKeys.get(id))
  return found(key?.platformId === c.var.caller.platformId ? key : null, id)
}

/** With `replaced`, that one ends in the same transaction: never is there none, never do two stay. */
async function makeKey(
  c: Context<HttpEnv>,
  asked: Pick<ApiKeyRow, 'name' | 'scopes' | 'expiresAt'>,
  action: string,
  replaced?: { readonly id: string; readonly until: string },
) {
  const { platformId, mode, keyId } = c.var.caller
  const { secret, hash } = makeApiKey(mode)
  const { name, scopes: allowed, expiresAt } = asked
  const row = await c.var.parts.store.inAll(async ({ apiKeys }) => {
    if (replaced) await apiKeys.revoke(replaced.id, replaced.until)
    return apiKeys.add({ platformId, name, hash, scopes: allowed, expiresAt })
  })
  if (replaced) c.var.knownKeys.forget()
  const key = { ...showKey(found(row, platformId)), secret }
  const { body } = await commit(c, async ({ audit }) => {
    await audit.append({ actor: keyId, action, subject: key.id, details: { name } })
    return { status: 201, body: key }
  })
  return body
}

/** Nobody gives what he has not: a key cannot make a stronger one. */
function checkScopes(c: Context<HttpEnv>, asked: readonly (typeof scopes)[number][]): void {
  const missing = asked.filter((one) => !c.var.caller.scopes.has(one))
  if (missing.length > 0) throw new Fault('scope-missing', `this key does not have ${missing.join(', ')} itself`)
}

function showKey({ platformId: _, ...key }: ApiKeyRow) {
  return key
}
