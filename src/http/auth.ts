import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { Fault } from '../errors.js'
import { hashApiKey } from '../intake/make-api-key.js'
import { findSession } from '../people/find-session.js'
import type { ApiKeyRow } from '../ports/store/system.js'
import type { Store } from '../ports/store.js'
import type { KnownKeys } from './known-keys.js'
import type { Caller, HttpEnv } from './parts.js'
import { refuseForged } from './refuse-forged.js'
import { readRevealReason } from './reveal-reason.js'
import { roleScopes } from './role-scopes.js'
import { knownScopes, type Scope } from './scopes.js'
import { readSessionCookie } from './session-cookie.js'
import { toolsOf } from './tools-of.js'

/**
 * Lets in who shows a valid API key (`Authorization: Bearer`), or else a session cookie, and says who it is.
 * Throws `unauthenticated`, `second-factor-needed`, `request-forged`.
 */
export const authenticate = createMiddleware<HttpEnv>(async (c, next) => {
  const header = c.req.header('Authorization')
  const token = header === undefined ? readSessionCookie(c) : null
  if (token === null) c.set('caller', await callerOfKey(c, header))
  else await letInPerson(c, token)
  await next()
})

/** Lets through whose key or role has one of the scopes. Throws `scope-missing`. */
export function requireScope(...scopes: readonly Scope[]) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const { caller } = c.var
    if (!scopes.some((scope) => caller.scopes.has(scope))) throw new Fault('scope-missing', `the scope ${scopes.join(' or ')} is needed`)
    await next()
  })
}

async function callerOfKey(c: Context<HttpEnv>, header = ''): Promise<Caller> {
  const secret = /^Bearer +([\w-]{20,200})$/i.exec(header)?.[1]
  if (!secret) throw new Fault('unauthenticated', 'expected the header Authorization: Bearer <API key>, or a session')
  const { store, now } = c.var.parts
  const at = now()
  const hash = hashApiKey(secret)
  const key = c.var.knownKeys.get(hash, at.getTime()) ?? (await lookUp(store, c.var.knownKeys, hash, at))
  // One answer for all that is wrong with a key: it tells a thief nothing.
  if (!key || !isValid(key, at)) throw new Fault('unauthenticated', 'the API key is unknown, revoked or expired')
  const { id, platformId, mode } = key
  const isStillValid = async () => {
    const present = await store.inAll(({ apiKeys }) => apiKeys.get(id))
    return present !== null && isValid(present, now())
  }
  return { keyId: id, platformId, mode, scopes: knownScopes(key.scopes), person: null, isStillValid }
}

/** What follows sees of the store what the person may see of it. */
async function letInPerson(c: Context<HttpEnv>, token: string): Promise<void> {
  const { parts } = c.var
  const tools = toolsOf(parts)
  const living = await findSession(tools, token)
  if (!living) throw new Fault('unauthenticated', 'the session is over')
  refuseForged(c, token)
  const { person, session, platformId, mode } = living
  if (session.step !== 'done') throw new Fault('second-factor-needed', session.step)
  const allowed = new Set(roleScopes[person.role])
  const why = readRevealReason(c)
  if (why === null) allowed.delete('keys:reveal')
  else if (!allowed.has('keys:reveal')) throw new Fault('scope-missing', 'the scope keys:reveal is needed')
  else await noteReveal(c, parts.store, { platformId, actor: person.id, why })
  const isStillValid = async () => (await findSession(tools, token, 'look'))?.person.role === person.role
  c.set('caller', { keyId: person.id, platformId, mode, scopes: allowed, person, isStillValid })
  if (person.merchantId !== null) c.set('parts', { ...parts, store: narrowed(parts.store, person.merchantId) })
}

/** Before anything is shown: nobody looks without an entry. */
async function noteReveal(
  c: Context<HttpEnv>,
  store: Store,
  { platformId, actor, why }: { readonly platformId: string; readonly actor: string; readonly why: string },
): Promise<void> {
  const entry = { actor, action: 'keys.revealed', subject: c.req.path.slice(0, 300), details: { why, method: c.req.method } }
  await store.inPlatform(platformId, ({ audit }) => audit.append(entry))
}

/** Every transaction of this request is the merchant's: no route can forget it. */
function narrowed(store: Store, merchantId: string): Store {
  return {
    ...store,
    inPlatform: (platformId, work) => store.inMerchant(platformId, merchantId, work),
    lookInPlatform: (platformId, work) => store.inMerchant(platformId, merchantId, work),
    inAll: () => Promise.reject(new Fault('scope-missing', 'this is not for merchants')),
  }
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
