import { receiveOrders } from '../intake/receive-orders.js'
import type { NewOrder, UpsertedOrder } from '../ports/store/orders.js'
import type { PlatformRows } from '../ports/store.js'
import { type MovedBy, moveStoredCase } from './move-stored-case.js'
import { syncDispute } from './sync-dispute.js'

/** Keeps orders as the platform tells them; a case whose order is in dispute at its channel, or no more, moves at once. */
export async function takeOrders(rows: PlatformRows, orders: readonly NewOrder[], by: MovedBy): Promise<readonly UpsertedOrder[]> {
  const upserted = await receiveOrders(rows, orders, by.actor)
  for (const { row, was } of upserted) {
    const open = was === 'same' ? null : await rows.cases.openOf(row.order.number)
    if (!open) continue
    const [command] = await syncDispute(rows, open, row.order)
    if (command) await moveStoredCase(rows, open.id, command, by)
  }
  return upserted
}
