import type { Context } from 'hono'
import type { BegunSession } from '../people/begin-session.js'
import { csrfOf } from '../people/tokens.js'
import type { HttpEnv } from './parts.js'
import { setSessionCookie } from './session-cookie.js'

/** Gives the browser the session that has begun, and its page what it needs to go on. */
export function answerSession(c: Context<HttpEnv>, { token, step }: BegunSession) {
  setSessionCookie(c, token)
  return { step, csrf: csrfOf(token) }
}
