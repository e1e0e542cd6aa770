import { and, asc, eq, gt, isNull, lte, sql } from 'drizzle-orm'
import type { Flip, JudgedAs } from '../../../model/replay.js'
import type { ShadowRow, ShadowRows } from '../../../ports/store/replays.js'
import { newId } from '../new-id.js'
import { policyShadows, shadowVerdicts } from '../policy-tables.js'
import { only, type PlatformContext, pageOf } from '../rows-context.js'

/** The policies that are judged beside the live one, and what they said. */
export function shadowRows({ db, platformId, now }: PlatformContext): ShadowRows {
  const runs = and(eq(policyShadows.platformId, platformId), isNull(policyShadows.endedAt))
  const end = async () => (await db.update(policyShadows).set({ endedAt: now() }).where(runs).returning()).length > 0
  const ofShadow = (shadowId: string) => and(eq(shadowVerdicts.platformId, platformId), eq(shadowVerdicts.shadowId, shadowId))
  return {
    start: async (shadow) => {
      await end()
      const row = { id: newId('shadow'), platformId, ...shadow, createdAt: now() }
      return toRow(only((await db.insert(policyShadows).values(row).returning())[0]))
    },
    running: async () => {
      const [row] = await db.select().from(policyShadows).where(runs)
      return row ? toRow(row) : null
    },
    end,
    put: async (shadowId, revision, { caseId, was, will }, flips) => {
      const kept = { revision, flips, verdicts: { was, will }, createdAt: now() }
      await db
        .insert(shadowVerdicts)
        .values({ platformId, shadowId, caseId, ...kept })
        .onConflictDoUpdate({
          target: [shadowVerdicts.platformId, shadowVerdicts.shadowId, shadowVerdicts.caseId],
          set: kept,
          setWhere: lte(shadowVerdicts.revision, revision),
        })
    },
    compared: async (shadowId) => {
      const verdictsText = sql<string>`${shadowVerdicts.verdicts}::text`
      const rows = await db
        .select({ verdicts: verdictsText, cases: sql<string>`count(*)` })
        .from(shadowVerdicts)
        .where(and(ofShadow(shadowId), sql`${shadowVerdicts.verdicts}->>'will' IS NOT NULL`))
        .groupBy(verdictsText)
      return rows.map(({ verdicts, cases }) => ({ ...(JSON.parse(verdicts) as { was: JudgedAs; will: JudgedAs }), cases: Number(cases) }))
    },
    flips: async (shadowId, { limit, after }) => {
      const rows = await db
        .select({ id: shadowVerdicts.caseId, verdicts: shadowVerdicts.verdicts })
        .from(shadowVerdicts)
        .where(and(ofShadow(shadowId), eq(shadowVerdicts.flips, true), after === null ? undefined : gt(shadowVerdicts.caseId, after)))
        .orderBy(asc(shadowVerdicts.caseId))
        .limit(limit + 1)
      const page = pageOf(rows, limit)
      return { rows: page.rows.flatMap(toFlip), next: page.next }
    },
  }
}

function toFlip({ id, verdicts: { was, will } }: { id: string; verdicts: { was: JudgedAs; will: JudgedAs | null } }): Flip[] {
  return will ? [{ caseId: id, was, will }] : []
}

function toRow({ platformId: _, ...row }: typeof policyShadows.$inferSelect): ShadowRow {
  return row
}
