import { and, desc, eq, isNull, lt, lte, sql } from 'drizzle-orm'
import type { PolicyRow, PolicyRows } from '../../../ports/store/policies.js'
import { newId } from '../new-id.js'
import { policies, policyWithdrawals } from '../policy-tables.js'
import { countOn, only, type PlatformContext, pageOf } from '../rows-context.js'

/** The versions of the policies of a platform and its merchants. */
export function policyRows(context: PlatformContext): PolicyRows {
  const { db, platformId } = context
  const mine = eq(policies.platformId, platformId)
  const rows = () =>
    db
      .select({ stored: policies, withdrawnAt: policyWithdrawals.withdrawnAt })
      .from(policies)
      .leftJoin(policyWithdrawals, and(eq(policyWithdrawals.platformId, platformId), eq(policyWithdrawals.version, policies.version)))
      .$dynamic()
  const heldAt = (at: string) => and(mine, lte(policies.effectiveAt, at), isNull(policyWithdrawals.withdrawnAt))
  const latestFirst = [desc(policies.effectiveAt), desc(policies.version)]
  return {
    append: async (make, { merchantId = null, part = null, retires = false, effectiveAt, draftId = null, publisher } = {}) => {
      const version = await countOn(context, 'policies')
      const at = context.now()
      const stored = {
        id: newId('pol'),
        platformId,
        version,
        policy: make(version),
        merchantId,
        part,
        retires,
        effectiveAt: effectiveAt ?? at,
        draftId,
        publishedBy: publisher?.actor ?? null,
        publishedPerson: publisher?.person ?? null,
        createdAt: at,
      }
      return toRow({ stored: only((await db.insert(policies).values(stored).returning())[0]), withdrawnAt: null })
    },
    inForce: async (at, merchantId) => {
      const whose = merchantId === null ? isNull(policies.merchantId) : eq(policies.merchantId, merchantId)
      const [row] = await rows()
        .where(and(heldAt(at), whose))
        .orderBy(...latestFirst)
        .limit(1)
      return row ? toRow(row) : null
    },
    ofMerchants: async (at) => {
      const found = await db
        .selectDistinctOn([policies.merchantId], { stored: policies, withdrawnAt: policyWithdrawals.withdrawnAt })
        .from(policies)
        .leftJoin(policyWithdrawals, and(eq(policyWithdrawals.platformId, platformId), eq(policyWithdrawals.version, policies.version)))
        .where(and(heldAt(at), sql`${policies.merchantId} IS NOT NULL`))
        .orderBy(policies.merchantId, ...latestFirst)
      return found.map(toRow).filter(({ retires }) => !retires)
    },
    get: async (version) => {
      const [row] = await rows().where(and(mine, eq(policies.version, version)))
      return row ? toRow(row) : null
    },
    list: async ({ limit, after }) => {
      const found = await rows()
        .where(and(mine, after === null ? undefined : lt(policies.id, after)))
        .orderBy(desc(policies.id))
        .limit(limit + 1)
      return pageOf(found.map(toRow), limit)
    },
    withdraw: async (version, at, actor) => {
      const [row] = await db
        .select({ effectiveAt: policies.effectiveAt })
        .from(policies)
        .where(and(mine, eq(policies.version, version)))
      if (!row || Date.parse(row.effectiveAt) <= Date.parse(at)) return false
      const withdrawal = { platformId, version, withdrawnAt: at, withdrawnBy: actor }
      const [added] = await db.insert(policyWithdrawals).values(withdrawal).onConflictDoNothing().returning()
      return added !== undefined
    },
  }
}

interface Joined {
  readonly stored: typeof policies.$inferSelect
  readonly withdrawnAt: string | null
}

function toRow({ stored: { platformId: _, draftId: __, ...row }, withdrawnAt }: Joined): PolicyRow {
  return { ...row, withdrawnAt }
}
