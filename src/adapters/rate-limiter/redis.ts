import { Redis } from 'ioredis'
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'

/** Counts for all processes together; while Redis does not answer, each counts for itself. */
export function openRedisLimiter(url: string, perMinute: number): { readonly limiter: RateLimiterAbstract; readonly close: () => void } {
  const client = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1 })
  // Whether it answers is the queue's to tell.
  client.on('error', () => undefined)
  const limits = { keyPrefix: 'swiftproof:requests', points: perMinute, duration: 60 }
  const limiter = new RateLimiterRedis({ ...limits, storeClient: client, insuranceLimiter: new RateLimiterMemory(limits) })
  return { limiter, close: () => client.disconnect() }
}
