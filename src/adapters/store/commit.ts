import { Fault } from '../../errors.js'
import type { StoreSession } from './store-database.js'

/** Ends the transaction. Throws `internal` when nothing of it was kept. */
export async function commit(session: StoreSession): Promise<void> {
  const { command } = await session.query('COMMIT')
  // PostgreSQL answers COMMIT with ROLLBACK when a statement had failed and nobody said so.
  if (command !== 'COMMIT') throw new Fault('internal', 'the transaction had failed before its end')
}
