import { and, eq, sql } from 'drizzle-orm'
import type { Cap, CapUse, ExposureRows } from '../../../ports/store/exposure.js'
import { exposure } from '../money-tables.js'
import type { PlatformContext } from '../rows-context.js'

/** What a platform's automatic payments have used. */
export function exposureRows(context: PlatformContext): ExposureRows {
  const { db, platformId } = context
  const at = ({ scope, period }: CapUse) => and(eq(exposure.platformId, platformId), eq(exposure.scope, scope), eq(exposure.period, period))
  const release = async (uses: readonly CapUse[], amountFen: number) => {
    for (const use of inTurn(uses)) {
      await db
        .update(exposure)
        .set({ usedFen: sql`${exposure.usedFen} - ${String(amountFen)}::bigint` })
        .where(at(use))
    }
  }
  return {
    reserve: async (caps, amountFen) => {
      const taken: Cap[] = []
      for (const cap of inTurn(caps)) {
        if (await reserveOne(context, cap, amountFen)) taken.push(cap)
        else {
          await release(taken, amountFen)
          return { exceeded: cap }
        }
      }
      return null
    },
    release,
    used: async (uses) => {
      const used: number[] = []
      for (const use of uses) {
        const [row] = await db.select({ usedFen: exposure.usedFen }).from(exposure).where(at(use))
        used.push(row?.usedFen ?? 0)
      }
      return used
    },
  }
}

/** One statement: between looking and adding nobody comes in between. */
async function reserveOne({ db, platformId }: PlatformContext, { scope, period, capFen }: Cap, amountFen: number): Promise<boolean> {
  if (amountFen > capFen) return false
  const added = await db
    .insert(exposure)
    .values({ platformId, scope, period, usedFen: amountFen })
    .onConflictDoUpdate({
      target: [exposure.platformId, exposure.scope, exposure.period],
      set: { usedFen: sql`${exposure.usedFen} + ${String(amountFen)}::bigint` },
      setWhere: sql`${exposure.usedFen} + ${String(amountFen)}::bigint <= ${String(capFen)}::bigint`,
    })
    .returning({ usedFen: exposure.usedFen })
  return added.length === 1
}

/** Everyone goes the same way, so that nobody waits for who waits for him. */
function inTurn<Use extends CapUse>(uses: readonly Use[]): readonly Use[] {
  const key = ({ scope, period }: CapUse) => `${scope}\n${period}`
  return [...uses].sort((left, right) => (key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0))
}
