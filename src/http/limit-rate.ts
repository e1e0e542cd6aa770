import { createMiddleware } from 'hono/factory'
import { RateLimiterRes } from 'rate-limiter-flexible'
import { Fault } from '../errors.js'
import type { HttpEnv } from './parts.js'

/** Counts the requests of each API key, and says how many are left (draft-ietf-httpapi-ratelimit-headers). Throws `rate-limited`. */
export const limitRate = createMiddleware<HttpEnv>(async (c, next) => {
  const { limiter } = c.var.parts
  const counted = await limiter.consume(c.var.caller.keyId).catch((refused: unknown) => {
    if (refused instanceof RateLimiterRes) return refused
    throw refused
  })
  const seconds = Math.max(1, Math.ceil(counted.msBeforeNext / 1000))
  c.header('RateLimit-Policy', `"key";q=${limiter.points};w=${limiter.duration}`)
  c.header('RateLimit', `"key";r=${Math.max(0, counted.remainingPoints)};t=${seconds}`)
  if (counted.consumedPoints > limiter.points) {
    c.header('Retry-After', String(seconds))
    throw new Fault('rate-limited', `${limiter.points} requests in ${limiter.duration} s are allowed`)
  }
  await next()
})
