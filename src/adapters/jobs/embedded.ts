import { createPostgresBackend, DEFAULT_SCHEMA, runMigrations } from 'bullmq'
import { Fault } from '../../errors.js'
import type { EmbeddedDatabase } from '../embedded/database.js'
import { type BullJobQueue, openBullQueue } from './bull-queue.js'
import type { Tell } from './engine.js'
import { openSessionPool } from './session-pool.js'

/** The job queue in the embedded database, in a schema of its own. The database stays open when the queue closes. Throws `queue-unreachable`. */
export async function openEmbeddedJobs(options: { readonly database: EmbeddedDatabase; readonly tell: Tell }): Promise<BullJobQueue> {
  const pool = openSessionPool(options.database)
  const client = await pool.connect()
  try {
    await runMigrations(client)
    if (!begun.has(options.database)) for (const statement of freeHeld) await client.query(statement)
    begun.add(options.database)
  } catch (cause) {
    throw new Fault('queue-unreachable', `embedded database: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  } finally {
    client.release()
  }
  const engine = {
    name: 'embedded' as const,
    factory: createPostgresBackend as never,
    forQueues: pool,
    forWorkers: pool,
    mostSingly: 50,
    // One process, which hears of every job; what it holds itself cannot have lost its worker but by a fault.
    idleLookSeconds: 60,
    stalledLookMs: 30_000,
    close: () => pool.end(),
  }
  return openBullQueue(engine, options.tell)
}

/** One process holds the folder: what runs when the first queue opens on it is of a process that has ended. */
const begun = new WeakSet<EmbeddedDatabase>()

/** Its locks are over and its jobs marked, so that BullMQ's first look for stalled ones, at the start of each worker, gives them to it. */
const freeHeld = [
  `UPDATE ${DEFAULT_SCHEMA}.job SET stalled_marked = true, locked_until_ms = 0 WHERE state = 'active'`,
  `DELETE FROM ${DEFAULT_SCHEMA}.meta WHERE field = 'stalled-check'`,
]
