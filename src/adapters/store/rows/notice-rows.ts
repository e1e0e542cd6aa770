import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { NoticeRow, NoticeRows } from '../../../ports/store/notices.js'
import { notices } from '../event-tables.js'
import { newId } from '../new-id.js'
import { own, type PlatformContext } from '../rows-context.js'

/** Who of a platform's cases was told what. */
export function noticeRows({ db, platformId, now }: PlatformContext): NoticeRows {
  return {
    add: async (given) => {
      if (given.length === 0) return []
      const at = now()
      const rows = given.map((notice) => ({
        ...notice,
        id: newId('not'),
        platformId,
        state: 'waiting' as const,
        nextAt: at,
        createdAt: at,
        updatedAt: at,
      }))
      return (await db.insert(notices).values(rows).onConflictDoNothing().returning({ id: notices.id })).map(({ id }) => id)
    },
    get: async (noticeId) => {
      const [row] = await db
        .select()
        .from(notices)
        .where(own(notices, platformId, noticeId))
      return row ? toRow(row) : null
    },
    list: async (caseId) => {
      const isIts = and(eq(notices.platformId, platformId), eq(notices.caseId, caseId))
      return (await db.select().from(notices).where(isIts).orderBy(asc(notices.id))).map(toRow)
    },
    take: async (noticeId, at, leaseMs) => {
      const isDue = and(own(notices, platformId, noticeId), inArray(notices.state, ['waiting', 'sending']), lte(notices.nextAt, at))
      const [before] = await db.select().from(notices).where(isDue).for('update')
      if (!before) return null
      const nextAt = new Date(Date.parse(at) + leaseMs).toISOString()
      const [row] = await db
        .update(notices)
        .set({ state: 'sending', attempts: sql`${notices.attempts} + 1`, nextAt, updatedAt: now() })
        .where(own(notices, platformId, noticeId))
        .returning()
      return row ? { row: toRow(row), wasSending: before.state === 'sending' } : null
    },
    settle: async (noticeId, attempt, end) => {
      const isMine = and(own(notices, platformId, noticeId), eq(notices.state, 'sending'), eq(notices.attempts, attempt))
      const rows = await db
        .update(notices)
        .set({ ...end, updatedAt: now() })
        .where(isMine)
        .returning({ id: notices.id })
      return rows.length > 0
    },
  }
}

function toRow({ platformId: _, ...row }: typeof notices.$inferSelect): NoticeRow {
  return row
}
