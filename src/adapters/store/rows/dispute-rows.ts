import { and, desc, eq } from 'drizzle-orm'
import type { DisputeRow, DisputeRows } from '../../../ports/store/disputes.js'
import { channelDisputes } from '../money-tables.js'
import type { PlatformContext } from '../rows-context.js'

/** What the payment channels said of disputes about a platform's orders. */
export function disputeRows(context: PlatformContext): DisputeRows {
  const { db, platformId, vault } = context
  const toRow = ({ platformId: _, document, ...row }: typeof channelDisputes.$inferSelect): DisputeRow => ({
    ...row,
    words: vault.unseal<string>(placeOf(row), document),
  })
  return {
    put: async ({ words, ...dispute }) => {
      const { channel, number, orderNumber, state, at } = dispute
      const document = vault.seal(placeOf(dispute), words)
      const [created] = await db
        .insert(channelDisputes)
        .values({ ...dispute, platformId, document })
        .onConflictDoNothing()
        .returning()
      if (created) return true
      const here = and(
        eq(channelDisputes.platformId, platformId),
        eq(channelDisputes.channel, channel),
        eq(channelDisputes.number, number),
        eq(channelDisputes.orderNumber, orderNumber),
      )
      const [known] = await db.select().from(channelDisputes).where(here).for('update')
      if (!known || Date.parse(known.at) >= Date.parse(at)) return false
      await db.update(channelDisputes).set({ state, at, document }).where(here)
      return known.state !== state
    },
    ofOrder: async (orderNumber) => {
      const rows = await db
        .select()
        .from(channelDisputes)
        .where(and(eq(channelDisputes.platformId, platformId), eq(channelDisputes.orderNumber, orderNumber)))
        .orderBy(desc(channelDisputes.at))
      return rows.map(toRow)
    },
  }
}

function placeOf({ channel, number, orderNumber }: Pick<DisputeRow, 'channel' | 'number' | 'orderNumber'>): string {
  return `dispute ${channel} ${number} ${orderNumber}`
}
