import { receiveOrders } from '../intake/receive-orders.js'
import type { OrderSource } from '../ports/orders.js'
import type { Store } from '../ports/store.js'

/**
 * Looks up the order of a case that nobody pushed, and keeps it: the case is judged anew then. True when it was found.
 * Throws `order-source-unavailable`.
 */
export async function pullOrder(store: Store, orders: OrderSource, platformId: string, caseId: string): Promise<boolean> {
  const missing = await store.inPlatform(platformId, async (rows) => {
    const number = (await rows.cases.get(caseId))?.orderNumber ?? null
    return number !== null && (await rows.orders.get(number)) === null ? number : null
  })
  const found = missing === null ? null : await orders.find(platformId, missing)
  if (!found) return false
  await store.inPlatform(platformId, (rows) => receiveOrders(rows, [found], 'system'))
  return true
}
