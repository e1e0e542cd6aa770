import type { OrderRow } from '../../ports/store/orders.js'
import { maskKeys } from '../../report/mask-keys.js'
import type { Caller } from '../parts.js'

/** An order as this caller may see it: card keys only with the scope `keys:reveal`, also where a note repeats one. */
export function showOrder({ id, order, buyer, keyStatus, createdAt, updatedAt }: OrderRow, { scopes }: Caller): OrderRow {
  const hide = scopes.has('keys:reveal') ? (text: string) => text : maskKeys(order.deliveredKeys)
  return {
    id,
    order: { ...order, deliveredKeys: order.deliveredKeys.map(hide), notes: order.notes.map(hide) },
    buyer,
    keyStatus,
    createdAt,
    updatedAt,
  }
}
