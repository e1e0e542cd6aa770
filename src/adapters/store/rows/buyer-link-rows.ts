import { and, desc, eq, sql } from 'drizzle-orm'
import type { BuyerLinkRow, BuyerLinkRows, BuyerLinkTable } from '../../../ports/store/buyer-links.js'
import { buyerLinks } from '../buyer-tables.js'
import { newId } from '../new-id.js'
import { platforms } from '../platform-tables.js'
import { only, own, type PlatformContext, type RowsContext } from '../rows-context.js'

/** The links that open a platform's cases to their buyers. */
export function buyerLinkRows({ db, platformId, now }: PlatformContext): BuyerLinkRows {
  const of = (caseId: string) => and(eq(buyerLinks.platformId, platformId), eq(buyerLinks.caseId, caseId))
  return {
    add: async (link) => {
      const values = { ...link, id: newId('lnk'), platformId, createdAt: now() }
      return toRow(only((await db.insert(buyerLinks).values(values).returning())[0]))
    },
    list: async (caseId) => (await db.select().from(buyerLinks).where(of(caseId)).orderBy(desc(buyerLinks.id))).map(toRow),
    revoke: async (caseId, linkId, at) => {
      const [row] = await db
        .update(buyerLinks)
        .set({ revokedAt: sql`coalesce(${buyerLinks.revokedAt}, ${at}::timestamptz)` })
        .where(and(own(buyerLinks, platformId, linkId), of(caseId)))
        .returning()
      return row ? toRow(row) : null
    },
  }
}

/** Links over all platforms. */
export function buyerLinkTable({ db }: RowsContext): BuyerLinkTable {
  return {
    findByHash: async (tokenHash) => {
      const [row] = await db
        .select({ link: buyerLinks, mode: platforms.mode })
        .from(buyerLinks)
        .innerJoin(platforms, eq(platforms.id, buyerLinks.platformId))
        .where(eq(buyerLinks.tokenHash, tokenHash))
      return row ? { platformId: row.link.platformId, mode: row.mode, link: toRow(row.link) } : null
    },
  }
}

/** A link as the port gives it: its token's hash stays here. */
function toRow({ platformId: _, tokenHash: __, ...row }: typeof buyerLinks.$inferSelect): BuyerLinkRow {
  return row
}
