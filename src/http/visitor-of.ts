import { isIPv6 } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Visitor } from '../people/begin-session.js'
import type { HttpEnv } from './parts.js'

/** Who is at the other end, as far as it can be known. */
export function visitorOf(c: Context<HttpEnv>): Visitor {
  return { address: network(addressOf(c)), agent: c.req.header('User-Agent') ?? '' }
}

/** What the proxy before us appended last, where there is one: what stands before that anybody can write. */
function addressOf(c: Context<HttpEnv>): string {
  const forwarded = c.var.parts.signIn.trustsProxy ? c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim() : undefined
  if (forwarded) return forwarded
  // Without a server, as in a test, there is no line.
  const env: unknown = c.env
  const isServed = typeof env === 'object' && env !== null && 'incoming' in env
  return (isServed ? getConnInfo(c).remote.address : undefined) ?? 'unknown'
}

/** Of IPv6 one household has 2^64 addresses: they count as one. */
function network(address: string): string {
  const bare = address.replace(/^::ffff:/i, '')
  if (!isIPv6(bare)) return bare.slice(0, 64)
  const [head = '', tail = ''] = bare.split('::')
  const [left, right] = [head.split(':').filter(Boolean), tail.split(':').filter(Boolean)]
  const whole = bare.includes('::') ? [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right] : left
  return `${whole.slice(0, 4).join(':').toLowerCase()}::/64`
}
