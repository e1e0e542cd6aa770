import { createMiddleware } from 'hono/factory'
import { Fault } from '../errors.js'
import { hashApiKey } from '../intake/make-api-key.js'
import type { HttpEnv } from './parts.js'
import { knownScopes, type Scope } from './scopes.js'

/** Lets in who shows a valid API key (`Authorization: Bearer`), and says who it is. Throws `unauthenticated`. */
export const authenticate = createMiddleware<HttpEnv>(async (c, next) => {
  const secret = /^Bearer +([\w-]{20,200})$/i.exec(c.req.header('Authorization') ?? '')?.[1]
  if (!secret) throw new Fault('unauthenticated', 'expected the header Authorization: Bearer <API key>')
  const { store, now } = c.var.parts
  const at = now().toISOString()
  const key = await store.inAll(async ({ apiKeys }) => {
    const found = await apiKeys.findByHash(hashApiKey(secret))
    // One answer for all that is wrong with a key: it tells a thief nothing.
    if (!found || isPast(found.revokedAt, at) || isPast(found.expiresAt, at)) return null
    await apiKeys.used(found, at)
    return found
  })
  if (!key) throw new Fault('unauthenticated', 'the API key is unknown, revoked or expired')
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

function isPast(time: string | null, now: string): boolean {
  return time !== null && Date.parse(time) <= Date.parse(now)
}
