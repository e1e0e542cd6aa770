import { createPostgresBackend, runMigrations } from 'bullmq'
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
    close: () => pool.end(),
  }
  return openBullQueue(engine, options.tell)
}
