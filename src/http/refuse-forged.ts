import { timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { Fault } from '../errors.js'
import { csrfOf } from '../people/tokens.js'
import type { HttpEnv } from './parts.js'

/**
 * Refuses a change that a cookie alone would allow: it must come from a page of ours, as the browser says itself, and
 * carry the session's `X-CSRF-Token`. Requests that only look pass. Throws `request-forged`.
 */
export function refuseForged(c: Context<HttpEnv>, token: string): void {
  if (['GET', 'HEAD'].includes(c.req.method)) return
  refuseForeign(c)
  const given = Buffer.from(c.req.header('X-CSRF-Token') ?? '')
  const expected = Buffer.from(csrfOf(token))
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new Fault('request-forged', 'X-CSRF-Token is missing or wrong')
}

/** The first half alone, for where there is no session yet. Throws `request-forged`. */
export function refuseForeign(c: Context<HttpEnv>): void {
  const site = c.req.header('Sec-Fetch-Site')
  const origin = c.req.header('Origin')
  if (site === undefined && origin === undefined)
    throw new Fault('request-forged', 'neither Origin nor Sec-Fetch-Site says where it comes from')
  const isOwnSite = site === undefined || site === 'same-origin'
  const isOwnOrigin = origin === undefined || ownOrigins(c).includes(origin)
  if (!isOwnSite || !isOwnOrigin) throw new Fault('request-forged', 'it comes from another site')
}

/** As the browser sees us: by the host it asked, or by the address we are known under where a proxy names another. */
function ownOrigins(c: Context<HttpEnv>): readonly string[] {
  const { host } = new URL(c.req.url)
  const { publicUrl } = c.var.parts.signIn
  return [`https://${host}`, `http://${host}`, ...(publicUrl === null ? [] : [new URL(publicUrl).origin])]
}
