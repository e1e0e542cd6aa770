import { receiveOrders } from '../intake/receive-orders.js'
import type { NewOrder, UpsertedOrder } from '../ports/store/orders.js'
import type { PlatformRows } from '../ports/store.js'
import { followDispute } from './follow-dispute.js'
import type { MovedBy } from './move-stored-case.js'

/** Keeps orders as the platform tells them; a case whose order is in dispute at its channel, or no more, moves at once. */
export async function takeOrders(rows: PlatformRows, orders: readonly NewOrder[], by: MovedBy): Promise<readonly UpsertedOrder[]> {
  const upserted = await receiveOrders(rows, orders, by.actor)
  for (const { row, was } of upserted) if (was !== 'same') await followDispute(rows, row.order.number, by)
  return upserted
}
