import type { PlatformRows } from '../ports/store.js'
import { type MovedBy, moveStoredCase } from './move-stored-case.js'
import { readKnownOrder } from './read-known-order.js'
import { syncDispute } from './sync-dispute.js'

/** Moves the open case of an order at once when its dispute at the channel has begun or ended. */
export async function followDispute(rows: PlatformRows, orderNumber: string, by: MovedBy): Promise<void> {
  const open = await rows.cases.openOf(orderNumber)
  if (!open) return
  const known = await readKnownOrder(rows, orderNumber)
  const [command] = await syncDispute(rows, open, known?.order ?? null)
  if (command) await moveStoredCase(rows, open.id, command, by)
}
