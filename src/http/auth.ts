import { createMiddleware } from 'hono/factory'
import { Fault } from '../errors.js'
import { hashApiKey } from '../intake/make-api-key.js'
import type { ApiKeyRow } from '../ports/store/system.js'
import type { Store } from '../ports/store.js'
import type { KnownKeys } from './known-keys.js'
import type { HttpEnv } from './parts.js'
import { knownScopes, type Scope } from './scopes.js'

/** Lets in who shows a valid API key (`Authorization: Bearer`), and says who it is. Throws `unauthenticated`. */
export const authenticate = createMiddleware<HttpEnv>(async (c, next) => {
  const secret = /^Bearer +([\w-]{20,200})$/i.exec(c.req.header('Authorization') ?? '')?.[1]
  if (!secret) throw new Fault('unauthenticated', 'expected the header Authorization: Bearer <API key>')
  const { store, now } = c.var.parts
  const at = now()
  const hash = hashApiKey(secret)
  const key = c.var.knownKeys.get(hash, at.getTime()) ?? (await lookUp(store, c.var.knownKeys, hash, at))
  // One answer for all that is wrong with a key: it tells a thief nothing.
  if (!key || !isValid(key, at)) throw new Fault('unauthenticated', 'the API key is unknown, revoked or expired')
  c.set('caller', { keyId: key.id, platformId: key.platformId, mode: key.mode, scopes: knownScopes(key.scopes) })
  await next()
})

/** Lets through whose key has the scope. Throws `scope-missing`. */
export function requireScope(scope: Scope) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    if (!c.var.caller.scopes.has(scope)) throw new Fault('scope-missing', `the scope ${scope} is needed`)
    await next()
  })
}

async function lookUp(store: Store, knownKeys: KnownKeys, hash: string, at: Date): Promise<ApiKeyRow | null> {
  const keep = knownKeys.lookingUp(hash, at.getTime())
  const found = await store.inAll(async ({ apiKeys }) => {
    const key = await apiKeys.findByHash(hash)
    if (key && isValid(key, at)) await apiKeys.used(key, at.toISOString())
    return key
  })
  if (found && isValid(found, at)) keep(found)
  return found
}

/** Asked of remembered keys too: that one ends at a given time is known beforehand. */
function isValid({ revokedAt, expiresAt }: ApiKeyRow, at: Date): boolean {
  return [revokedAt, expiresAt].every((end) => end === null || Date.parse(end) > at.getTime())
}
