import { and, asc, desc, eq, gt, isNull, lt, ne } from 'drizzle-orm'
import type { ReplayRow, ReplayRows } from '../../../ports/store/replays.js'
import { newId } from '../new-id.js'
import { policyReplays, replayFlips } from '../policy-tables.js'
import { only, own, type PlatformContext, pageOf } from '../rows-context.js'

/** The replays that a platform asked for. */
export function replayRows({ db, platformId, now }: PlatformContext): ReplayRows {
  return {
    add: async (replay) => {
      const row = { id: newId('replay'), platformId, ...replay, state: 'waiting' as const, createdAt: now(), updatedAt: now() }
      return toRow(only((await db.insert(policyReplays).values(row).returning())[0]))
    },
    get: async (replayId) => {
      const [row] = await db
        .select()
        .from(policyReplays)
        .where(own(policyReplays, platformId, replayId))
      return row ? toRow(row) : null
    },
    list: async ({ limit, after }) => {
      const rows = await db
        .select()
        .from(policyReplays)
        .where(and(eq(policyReplays.platformId, platformId), after === null ? undefined : lt(policyReplays.id, after)))
        .orderBy(desc(policyReplays.id))
        .limit(limit + 1)
      return pageOf(rows.map(toRow), limit)
    },
    advance: async (replayId, from, { flips, ...step }) => {
      const stands = from === null ? isNull(policyReplays.afterCase) : eq(policyReplays.afterCase, from)
      const [row] = await db
        .update(policyReplays)
        .set({ ...step, updatedAt: now() })
        .where(and(own(policyReplays, platformId, replayId), stands, ne(policyReplays.state, 'done')))
        .returning({ id: policyReplays.id })
      if (!row) return false
      if (flips.length > 0) await db.insert(replayFlips).values(flips.map((flip) => ({ platformId, replayId, caseId: flip.caseId, flip })))
      return true
    },
    flips: async (replayId, { limit, after }) => {
      const rows = await db
        .select({ id: replayFlips.caseId, flip: replayFlips.flip })
        .from(replayFlips)
        .where(
          and(
            eq(replayFlips.platformId, platformId),
            eq(replayFlips.replayId, replayId),
            after === null ? undefined : gt(replayFlips.caseId, after),
          ),
        )
        .orderBy(asc(replayFlips.caseId))
        .limit(limit + 1)
      const page = pageOf(rows, limit)
      return { rows: page.rows.map(({ flip }) => flip), next: page.next }
    },
  }
}

function toRow({ platformId: _, ...row }: typeof policyReplays.$inferSelect): ReplayRow {
  return row
}
