import { and, eq, sql } from 'drizzle-orm'
import { processes } from '../platform-tables.js'
import type { RowsContext } from '../rows-context.js'

/** After so long without a beat, by the database's clock, a process counts as ended, in milliseconds. */
export const silentMs = 10_000

/** Whether a process that said it lives has not said so for ten seconds, by the database's clock. One that never said it is not known to have ended. */
export async function hasEnded({ db, processId }: RowsContext, begunBy: string | null): Promise<boolean> {
  if (begunBy === null || begunBy === processId) return false
  const [silent] = await db
    .select({ id: processes.id })
    .from(processes)
    .where(and(eq(processes.id, begunBy), sql`${processes.seenAt} < clock_timestamp() - ${silentMs} * interval '1 millisecond'`))
  return silent !== undefined
}
