import { and, asc, count, eq, gt, gte, isNotNull, isNull, lt, lte, ne, or, sql } from 'drizzle-orm'
import type { SecondLookRow, SecondLookRows } from '../../../ports/store/second-looks.js'
import { secondLooks } from '../desk-tables.js'
import type { PlatformContext } from '../rows-context.js'

/** The cases of a platform that are looked at twice. */
export function secondLookRows({ db, platformId, vault, now }: PlatformContext): SecondLookRows {
  const mine = eq(secondLooks.platformId, platformId)
  const at = (caseId: string) => and(mine, eq(secondLooks.caseId, caseId))
  const held = (ask: { readonly personId: string; readonly now: string }) =>
    and(mine, isNull(secondLooks.look), eq(secondLooks.looker, ask.personId), gt(secondLooks.heldUntil, ask.now))
  const free = (ask: { readonly personId: string; readonly now: string }) =>
    and(
      mine,
      isNull(secondLooks.look),
      ne(secondLooks.decider, ask.personId),
      sql`${secondLooks.signer} IS DISTINCT FROM ${ask.personId}`,
      or(isNull(secondLooks.heldUntil), lte(secondLooks.heldUntil, ask.now), eq(secondLooks.looker, ask.personId)),
    )
  const hold = async (caseId: string, personId: string, until: string) => {
    const [row] = await db.update(secondLooks).set({ looker: personId, heldUntil: until }).where(at(caseId)).returning()
    return row ? toRow(row) : null
  }
  return {
    draw: (caseId) => Number.parseInt(vault.mark(`second look ${caseId}`).slice(0, 12), 16) / 2 ** 48,
    add: async (look) => {
      const added = await db
        .insert(secondLooks)
        .values({ ...look, platformId, createdAt: now() })
        .onConflictDoNothing()
        .returning({ caseId: secondLooks.caseId })
      return added.length > 0
    },
    takeNext: async ({ until, ...ask }) => {
      const [its] = await db.select().from(secondLooks).where(held(ask)).limit(1).for('update')
      if (its) return hold(its.caseId, ask.personId, until)
      const [next] = await db
        .select({ caseId: secondLooks.caseId })
        .from(secondLooks)
        .where(free(ask))
        .orderBy(asc(secondLooks.createdAt), asc(secondLooks.caseId))
        .limit(1)
        .for('update', { skipLocked: true })
      return next ? hold(next.caseId, ask.personId, until) : null
    },
    heldBy: async (ask) => (await db.select().from(secondLooks).where(held(ask))).map(toRow),
    answer: async (caseId, { look, reasonCode, ...ask }) => {
      const [row] = await db
        .update(secondLooks)
        .set({ look, lookReasonCode: reasonCode, lookedAt: ask.now, heldUntil: null })
        .where(and(at(caseId), held(ask)))
        .returning()
      return row ? toRow(row) : null
    },
    countFor: async (ask) => (await db.select({ count: count() }).from(secondLooks).where(free(ask)))[0]?.count ?? 0,
    tally: async (from, until) => {
      const rows = await db
        .select({
          first: secondLooks.decider,
          second: sql<string>`${secondLooks.looker}`,
          decision: secondLooks.decision,
          look: sql<SecondLookRow['decision']>`${secondLooks.look}`,
          count: count(),
        })
        .from(secondLooks)
        .where(
          and(
            mine,
            isNotNull(secondLooks.look),
            from === null ? undefined : gte(secondLooks.lookedAt, from),
            until === null ? undefined : lt(secondLooks.lookedAt, until),
          ),
        )
        .groupBy(secondLooks.decider, secondLooks.looker, secondLooks.decision, secondLooks.look)
        .orderBy(secondLooks.decider, secondLooks.looker)
      return rows
    },
    waiting: async () => {
      const [row] = await db
        .select({ count: count() })
        .from(secondLooks)
        .where(and(mine, isNull(secondLooks.look)))
      return row?.count ?? 0
    },
  }
}

function toRow({ platformId: _, ...row }: typeof secondLooks.$inferSelect): SecondLookRow {
  return row
}
