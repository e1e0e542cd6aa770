import type { MiddlewareHandler } from 'hono'
import { requireScope } from './auth.js'
import { answerOnce, freeKeyOfFailure } from './idempotency.js'
import { limitBody } from './limit-body.js'
import type { HttpEnv } from './parts.js'
import { refuseLooker } from './refuse-looker.js'
import { refuseUnkeepableBody } from './refuse-unkeepable.js'
import type { Scope } from './scopes.js'

/** What every route says of itself: which scope it needs, or one of which, and what stands before its handler. */
interface Guarded {
  readonly security: ({ readonly apiKey: Scope[] } | { readonly session: Scope[] })[]
  readonly middleware: MiddlewareHandler<HttpEnv>[]
}

/** A route that reads. */
export function reads(scope: Scope | readonly Scope[]): Guarded {
  return guarded(scope, [])
}

/** A route with a JSON body of at most so many bytes. */
export function writes(scope: Scope | readonly Scope[], maxBytes = 65_536): Guarded {
  return guarded(scope, [refuseLooker, limitBody(maxBytes), refuseUnkeepableBody])
}

/** A POST with a JSON body: a repeat under the same `Idempotency-Key` gets the same answer. */
export function posts(scope: Scope | readonly Scope[], maxBytes = 65_536): Guarded {
  return guarded(scope, [refuseLooker, limitBody(maxBytes), refuseUnkeepableBody, answerOnce])
}

/** A POST whose body streams; its handler limits the body and claims the `Idempotency-Key`. */
export function streams(scope: Scope | readonly Scope[]): Guarded {
  return guarded(scope, [refuseLooker, freeKeyOfFailure])
}

function guarded(scope: Scope | readonly Scope[], middleware: MiddlewareHandler<HttpEnv>[]): Guarded {
  const scopes = [scope].flat()
  const security = scopes.flatMap((one) => [{ apiKey: [one] }, { session: [one] }])
  return { security, middleware: [requireScope(...scopes), ...middleware] }
}
