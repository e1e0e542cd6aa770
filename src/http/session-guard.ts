import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { Fault } from '../errors.js'
import type { SessionStep } from '../model/person.js'
import { findSession } from '../people/find-session.js'
import { limitBody } from './limit-body.js'
import type { HttpEnv } from './parts.js'
import { refuseForeign, refuseForged } from './refuse-forged.js'
import { refuseUnkeepableBody } from './refuse-unkeepable.js'
import { readSessionCookie } from './session-cookie.js'
import { toolsOf } from './tools-of.js'

interface Guarded {
  readonly security: { readonly session: [] }[]
  readonly middleware: MiddlewareHandler<HttpEnv>[]
}

/** A change by somebody who is not signed in yet: it must come from a page of ours. */
export function byVisitor(): Guarded {
  const fromOwnPage = createMiddleware<HttpEnv>(async (c, next) => {
    refuseForeign(c)
    await next()
  })
  return { security: [], middleware: [fromOwnPage, limitBody(maxBytes), refuseUnkeepableBody] }
}

/** A request of a session that stands at one of these steps. Throws `unauthenticated`, `second-factor-needed`, `request-forged`. */
export function bySession(...steps: readonly SessionStep[]): Guarded {
  const withSession = createMiddleware<HttpEnv>(async (c, next) => {
    const token = readSessionCookie(c)
    const living = token === null ? null : await findSession(toolsOf(c.var.parts), token)
    if (token === null || !living) throw new Fault('unauthenticated', 'the session is over')
    refuseForged(c, token)
    const { step } = living.session
    if (!steps.includes(step)) throw new Fault('second-factor-needed', step)
    c.set('living', { ...living, token })
    await next()
  })
  return { security: [{ session: [] }], middleware: [withSession, limitBody(maxBytes), refuseUnkeepableBody] }
}

const maxBytes = 8192
