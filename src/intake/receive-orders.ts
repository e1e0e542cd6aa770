import type { NewOrder, UpsertedOrder } from '../ports/store/orders.js'
import type { PlatformRows } from '../ports/store.js'
import { judgeAnew } from './judge-anew.js'

/** Keeps orders as the platform tells them, the last one wins, and has the open case of each one that changed judged anew. */
export async function receiveOrders(rows: PlatformRows, orders: readonly NewOrder[], actor: string): Promise<readonly UpsertedOrder[]> {
  const upserted = await rows.orders.upsert(orders)
  const changed = new Set(upserted.filter(({ was }) => was !== 'same').map(({ row }) => row.order.number))
  if (changed.size === 0) return upserted
  for (const number of changed) await judgeAnew(rows, number)
  await rows.audit.append({ actor, action: 'orders.received', subject: rows.platformId, details: { changed: changed.size } })
  return upserted
}
