import { createRedisBackend } from 'bullmq'
import { Redis } from 'ioredis'
import { Fault } from '../../errors.js'
import { type BullJobQueue, openBullQueue } from './bull-queue.js'
import type { Tell } from './engine.js'

/**
 * The job queue on Redis. Tells when the server may drop jobs (`maxmemory-policy` other than `noeviction`) or forgets
 * them when it stops (no append-only file): neither loses work, but it is done later.
 * Throws `queue-unreachable`.
 */
export async function openRedisJobs(options: { readonly url: string; readonly tell: Tell }): Promise<BullJobQueue> {
  const { url, tell } = options
  const forQueues = connect(url, { maxRetriesPerRequest: 1, commandTimeout: 5000 }, tell)
  const forWorkers = connect(url, { maxRetriesPerRequest: null }, tell)
  const close = async (): Promise<void> => {
    forQueues.disconnect()
    forWorkers.disconnect()
  }
  try {
    await forQueues.ping()
    await checkSettings(forQueues, tell)
  } catch (cause) {
    await close()
    throw new Fault('queue-unreachable', `Redis: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
  return openBullQueue({ name: 'redis', factory: createRedisBackend as never, forQueues, forWorkers, ...pace, close }, tell)
}

/** A bulk is one script here. */
const pace = { mostSingly: 0, idleLookSeconds: 5, stalledLookMs: 5000 }

function connect(
  url: string,
  options: { readonly maxRetriesPerRequest: number | null; readonly commandTimeout?: number },
  tell: Tell,
): Redis {
  const redis = new Redis(url, { ...options, retryStrategy: (times) => Math.min(50 * times, 1000) })
  let told = ''
  redis.on('error', (error: Error) => {
    if (error.message !== told) tell(`Redis: ${error.message}`)
    told = error.message
  })
  redis.on('ready', () => {
    told = ''
  })
  return redis
}

/** Some hosted servers refuse CONFIG: what cannot be asked is not told. */
async function checkSettings(redis: Redis, tell: Tell): Promise<void> {
  for (const [name, wanted] of [
    ['maxmemory-policy', 'noeviction'],
    ['appendonly', 'yes'],
  ] as const) {
    const answer = await redis.config('GET', name).catch(() => null)
    const found = Array.isArray(answer) ? answer[1] : undefined
    if (typeof found === 'string' && found !== wanted) tell(`Redis: ${name} is ${found}, it should be ${wanted}`)
  }
}
