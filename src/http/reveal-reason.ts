import type { Context } from 'hono'
import { Fault } from '../errors.js'
import type { HttpEnv } from './parts.js'

/** Why a person wants to see card keys in full: `Reveal-Reason`, percent-encoded UTF-8, 3 to 200 characters; null when nothing is to be revealed. Throws `request-malformed`. */
export function readRevealReason(c: Context<HttpEnv>): string | null {
  const header = c.req.header('Reveal-Reason')
  if (header === undefined) return null
  const why = decoded(header).trim()
  if (why.length < 3 || why.length > 200 || /[\p{Cc}\p{Surrogate}]/u.test(why)) {
    throw new Fault('request-malformed', 'Reveal-Reason: expected 3 to 200 characters, percent-encoded')
  }
  return why
}

function decoded(header: string): string {
  try {
    return decodeURIComponent(header)
  } catch (cause) {
    throw new Fault('request-malformed', 'Reveal-Reason: broken percent sign', { cause })
  }
}
