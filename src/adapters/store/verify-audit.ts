import { and, asc, eq, gt } from 'drizzle-orm'
import type { AuditCheck } from '../../ports/store/audit.js'
import { hashBeforeFirst, hashEntry } from './hash-entry.js'
import { auditLog, counters } from './platform-tables.js'
import type { RowsContext } from './rows-context.js'

const entriesAtOnce = 1000

/** Follows a platform's chain from its first entry; names the first that is missing or does not follow. */
export async function verifyAudit({ db }: RowsContext, platformId: string): Promise<AuditCheck> {
  let entries = 0
  let before = hashBeforeFirst
  const broken = (because: string) => ({ platformId, entries, broken: { number: entries + 1, because } })
  for (;;) {
    const rows = await db
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.platformId, platformId), gt(auditLog.number, entries)))
      .orderBy(asc(auditLog.number))
      .limit(entriesAtOnce)
    for (const row of rows) {
      if (row.number !== entries + 1) return broken('the entry is missing')
      if (hashEntry(before, row) !== row.hash) return broken('the entry was changed, or does not follow the one before')
      before = row.hash
      entries++
    }
    if (rows.length < entriesAtOnce) break
  }
  const [counted] = await db
    .select({ value: counters.value })
    .from(counters)
    .where(and(eq(counters.platformId, platformId), eq(counters.name, 'audit')))
  if ((counted?.value ?? 0) !== entries) return broken('the entry is missing at the end')
  return { platformId, entries, broken: null }
}
