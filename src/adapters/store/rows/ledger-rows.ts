import { Fault } from '../../../errors.js'
import type { LedgerRows } from '../../../ports/store/ledger.js'
import { ledgerEntries } from '../money-tables.js'
import type { PlatformContext } from '../rows-context.js'

/** The books of a platform. */
export function ledgerRows(context: PlatformContext): LedgerRows {
  const { db, platformId } = context
  return {
    post: async ({ name, refundId, entries }) => {
      const sumFen = entries.reduce((sum, { amountFen }) => sum + amountFen, 0)
      if (sumFen !== 0 || entries.length < 2) throw new Fault('internal', `the posting ${name} does not add up to 0`)
      const at = context.now()
      const values = entries.map(({ account, amountFen }) => ({ platformId, posting: name, refundId, account, amountFen, at }))
      const added = await db.insert(ledgerEntries).values(values).onConflictDoNothing().returning({ id: ledgerEntries.id })
      return added.length > 0
    },
  }
}
