import { and, desc, eq, lt } from 'drizzle-orm'
import type { PolicyRow, PolicyRows } from '../../../ports/store/policies.js'
import { newId } from '../new-id.js'
import { countOn, only, type PlatformContext, pageOf } from '../rows-context.js'
import { policies } from '../tables.js'

/** The versions of a platform's policy. */
export function policyRows(context: PlatformContext): PolicyRows {
  const { db, platformId } = context
  const mine = eq(policies.platformId, platformId)
  return {
    append: async (make) => {
      const version = await countOn(context, 'policies')
      const row = { id: newId('pol'), platformId, version, policy: make(version), createdAt: context.now() }
      return toRow(only((await db.insert(policies).values(row).returning())[0]))
    },
    current: async () => {
      const [row] = await db.select().from(policies).where(mine).orderBy(desc(policies.version)).limit(1)
      return row ? toRow(row) : null
    },
    get: async (version) => {
      const [row] = await db
        .select()
        .from(policies)
        .where(and(mine, eq(policies.version, version)))
      return row ? toRow(row) : null
    },
    list: async ({ limit, after }) => {
      const older = after === null ? undefined : lt(policies.id, after)
      const rows = await db
        .select()
        .from(policies)
        .where(and(mine, older))
        .orderBy(desc(policies.id))
        .limit(limit + 1)
      return pageOf(rows.map(toRow), limit)
    },
  }
}

function toRow({ platformId: _, ...row }: typeof policies.$inferSelect): PolicyRow {
  return row
}
