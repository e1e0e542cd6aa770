import { and, desc, eq, gte, inArray, lt } from 'drizzle-orm'
import type { AuditEntry, AuditRows } from '../../../ports/store/audit.js'
import { hashBeforeFirst, hashEntry } from '../hash-entry.js'
import { auditLog } from '../platform-tables.js'
import { countOn, only, type PlatformContext } from '../rows-context.js'

/** Who did what on a platform. */
export function auditRows(context: PlatformContext): AuditRows {
  const { db, platformId } = context
  const mine = eq(auditLog.platformId, platformId)
  return {
    append: async (entry) => {
      // In this order, in one go: once the counter is ours, the last entry is the one before.
      const [number, [before]] = await Promise.all([
        countOn(context, 'audit'),
        db.select({ hash: auditLog.hash }).from(auditLog).where(mine).orderBy(desc(auditLog.number)).limit(1),
      ])
      const { actor, action, subject, details } = entry
      const bare = { platformId, number, at: context.now(), actor, action, subject, details }
      const row = { ...bare, hash: hashEntry(before?.hash ?? hashBeforeFirst, bare) }
      return toEntry(only((await db.insert(auditLog).values(row).returning())[0]))
    },
    list: async ({ limit, after, subjects, actor, action, from, until }) => {
      const older = after === null ? undefined : lt(auditLog.number, /^\d{1,15}$/.test(after) ? Number(after) : 0)
      const rows = await db
        .select()
        .from(auditLog)
        .where(
          and(
            mine,
            older,
            subjects && inArray(auditLog.subject, [...subjects]),
            actor === undefined ? undefined : eq(auditLog.actor, actor),
            action === undefined ? undefined : eq(auditLog.action, action),
            from === undefined ? undefined : gte(auditLog.at, from),
            until === undefined ? undefined : lt(auditLog.at, until),
          ),
        )
        .orderBy(desc(auditLog.number))
        .limit(limit + 1)
      const shown = rows.slice(0, limit).map(toEntry)
      return { rows: shown, next: rows.length > limit ? String(shown.at(-1)?.number) : null }
    },
  }
}

function toEntry({ platformId: _, ...entry }: typeof auditLog.$inferSelect): AuditEntry {
  return entry
}
