import { and, eq } from 'drizzle-orm'
import type { BreakerRow, BreakerRows } from '../../../ports/store/exposure.js'
import { breakers, paymentAudits } from '../money-tables.js'
import { only, type PlatformContext } from '../rows-context.js'

/** The breaker of a platform: one row, made when it is first locked. */
export function breakerRows({ db, platformId }: PlatformContext): BreakerRows {
  const mine = eq(breakers.platformId, platformId)
  return {
    get: async () => toRow((await db.select().from(breakers).where(mine))[0]),
    lock: async () => {
      await db
        .insert(breakers)
        .values({ ...whole, platformId })
        .onConflictDoNothing()
      return toRow((await db.select().from(breakers).where(mine).for('update'))[0])
    },
    set: async (row) => {
      await db.update(breakers).set(row).where(mine)
    },
    keepAudit: async (audit) => {
      const added = await db
        .insert(paymentAudits)
        .values({ ...audit, platformId })
        .onConflictDoNothing()
        .returning()
      if (added.length > 0) return { ...audit, isFirst: true }
      const its = and(eq(paymentAudits.platformId, platformId), eq(paymentAudits.caseId, audit.caseId))
      const { platformId: _, ...kept } = only((await db.select().from(paymentAudits).where(its))[0])
      return { ...kept, isFirst: false }
    },
  }
}

const whole: BreakerRow = {
  tripped: false,
  cause: null,
  words: null,
  changedBy: null,
  changedAt: null,
  drift: { audited: 0, wrong: 0, bets: [] },
}

function toRow(stored: typeof breakers.$inferSelect | undefined): BreakerRow {
  if (!stored) return whole
  const { platformId: _, ...row } = stored
  return row
}
