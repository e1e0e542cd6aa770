import { knowOrder } from '../act/know-order.js'
import type { Order } from '../model/order.js'
import type { OrderRow } from '../ports/store/orders.js'
import type { PlatformRows } from '../ports/store.js'

export interface KnownOrder extends OrderRow {
  /** As the platform told it. */
  readonly record: Order
}

/** An order with what we know beyond its record: our own refunds, and disputes the channel told us. Null when nobody pushed it. */
export async function readKnownOrder(rows: PlatformRows, orderNumber: string): Promise<KnownOrder | null> {
  const [row, refunds, disputes] = await Promise.all([
    rows.orders.get(orderNumber),
    rows.refunds.ofOrder(orderNumber),
    rows.disputes.ofOrder(orderNumber),
  ])
  return row && { ...row, record: row.order, order: knowOrder(row.order, refunds, disputes) }
}
