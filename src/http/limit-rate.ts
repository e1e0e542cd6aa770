import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { RateLimiterRes } from 'rate-limiter-flexible'
import { Fault } from '../errors.js'
import type { HttpEnv } from './parts.js'

/** Counts the requests of each API key, and says how many are left (draft-ietf-httpapi-ratelimit-headers). Throws `rate-limited`. */
export const limitRate = createMiddleware<HttpEnv>(async (c, next) => {
  await countRequest(c)
  await next()
})

/** The same for one request that counts as so many. Throws `rate-limited`. */
export async function countRequest(c: Context<HttpEnv>, points = 1): Promise<void> {
  const { limiter } = c.var.parts
  const counted = await limiter.consume(c.var.caller.keyId, points).catch((refused: unknown) => {
    if (refused instanceof RateLimiterRes) return refused
    throw refused
  })
  const seconds = Math.max(1, Math.ceil(counted.msBeforeNext / 1000))
  c.header('RateLimit-Policy', `"key";q=${Math.floor(limiter.points / points)};w=${limiter.duration}`)
  c.header('RateLimit', `"key";r=${Math.max(0, Math.floor(counted.remainingPoints / points))};t=${seconds}`)
  if (counted.consumedPoints > limiter.points) {
    c.header('Retry-After', String(seconds))
    throw new Fault('rate-limited', `${Math.floor(limiter.points / points)} requests in ${limiter.duration} s are allowed`)
  }
}
