import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { HttpEnv } from './parts.js'

/** The token of the request's session cookie; null when there is none. */
export function readSessionCookie(c: Context<HttpEnv>): string | null {
  const token = getCookie(c, nameFor(c))
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : null
}

/** Gives the browser the session: for no script to read, for no other site to send with a form, on no plain line but this machine's own. */
export function setSessionCookie(c: Context<HttpEnv>, token: string): void {
  setCookie(c, nameFor(c), token, { ...kept(c), maxAge: c.var.parts.signIn.rules.sessionMs / 1000 })
}

/** Takes the session from the browser. */
export function clearSessionCookie(c: Context<HttpEnv>): void {
  deleteCookie(c, nameFor(c), kept(c))
}

/** How every cookie of ours is kept. */
export function kept(c: Context<HttpEnv>) {
  return { path: '/', httpOnly: true, secure: !isLocal(c), sameSite: 'Lax' } as const
}

/** Under `__Host-` a browser takes it from this host only, over TLS only. */
function nameFor(c: Context<HttpEnv>): string {
  return isLocal(c) ? 'swiftproof-session' : '__Host-swiftproof-session'
}

function isLocal(c: Context<HttpEnv>): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(c.req.url).hostname)
}
