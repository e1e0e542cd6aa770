import { and, asc, count, inArray, isNotNull, isNull, lt } from 'drizzle-orm'
import type { OutboxTable } from '../../../ports/store/system.js'
import { outbox } from '../platform-tables.js'
import type { RowsContext } from '../rows-context.js'

/** The outboxes of all platforms, as the relay takes from them. */
export function outboxTable({ db, now }: RowsContext): OutboxTable {
  return {
    take: async (limit) => {
      const rows = await db
        .select()
        .from(outbox)
        .where(isNull(outbox.sentAt))
        .orderBy(asc(outbox.id))
        .limit(limit)
        .for('update', { skipLocked: true })
      return rows.map(({ sentAt: _, ...row }) => row)
    },
    markSent: async (ids) => {
      if (ids.length > 0)
        await db
          .update(outbox)
          .set({ sentAt: now() })
          .where(inArray(outbox.id, [...ids]))
    },
    forgetSent: async (before, limit) => {
      const old = db
        .select({ id: outbox.id })
        .from(outbox)
        .where(and(isNotNull(outbox.sentAt), lt(outbox.sentAt, before)))
        .limit(limit)
      return (await db.delete(outbox).where(inArray(outbox.id, old)).returning({ id: outbox.id })).length
    },
    waiting: async () => {
      const [row] = await db.select({ waiting: count() }).from(outbox).where(isNull(outbox.sentAt))
      return row?.waiting ?? 0
    },
  }
}
