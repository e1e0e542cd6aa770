import { createPostgresBackend, DEFAULT_SCHEMA, runMigrations } from 'bullmq'
import pg from 'pg'
import { Fault } from '../../errors.js'
import { jobNames } from '../../jobs.js'
import { type BullJobQueue, openBullQueue } from './bull-queue.js'
import type { Tell } from './engine.js'

/** The job queue in PostgreSQL, in a schema of its own that is made and kept up to date here. Throws `queue-unreachable`. */
export async function openPostgresJobs(options: { readonly url: string; readonly tell: Tell }): Promise<BullJobQueue> {
  const pool = new PacedPool({
    connectionString: options.url,
    options: `-c search_path=${DEFAULT_SCHEMA}`,
    keepAlive: true,
    connectionTimeoutMillis: 5000,
    // Each worker listens on a connection of its own; the rest is for asking.
    max: jobNames.length + 5,
  })
  // A backend of BullMQ for each queue and worker hears of the pool's errors.
  pool.setMaxListeners(0)
  pool.on('error', (error) => options.tell(`PostgreSQL: ${error.message}`))
  try {
    const client = await pool.connect()
    try {
      await runMigrations(client)
    } finally {
      client.release()
    }
  } catch (cause) {
    await pool.end()
    throw new Fault('queue-unreachable', `PostgreSQL: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
  const engine = {
    name: 'postgres' as const,
    factory: createPostgresBackend as never,
    forQueues: pool,
    forWorkers: pool,
    mostSingly: 10,
    idleLookSeconds: 5,
    stalledLookMs: 5000,
    close: () => pool.end(),
  }
  return openBullQueue(engine, options.tell)
}

/**
 * BullMQ waits before it tries again only for what it knows as a lost connection, by the words ECONNREFUSED; for
 * anything else its workers ask on without a pause. So a server that is away is told in its words.
 */
class PacedPool extends pg.Pool {
  // biome-ignore lint/suspicious/noExplicitAny: the overloads of pg's own declaration
  override async query(...args: any[]): Promise<any> {
    try {
      // biome-ignore lint/suspicious/noExplicitAny: as above
      return await (super.query as (...all: any[]) => Promise<any>).apply(this, args)
    } catch (cause) {
      throw isAway(cause) ? Object.assign(new Error(`ECONNREFUSED: ${messageOf(cause)}`, { cause }), { code: 'ECONNREFUSED' }) : cause
    }
  }
}

/** Classes 08 and 57P are the server's words for going and not being there yet; without five characters it is not the server that speaks. */
function isAway(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return !/^[0-9A-Z]{5}$/.test(code) || code.startsWith('08') || code.startsWith('57P') || code === '53300'
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
