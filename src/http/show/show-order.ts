import type { OrderRow } from '../../ports/store/orders.js'
import type { Caller } from '../parts.js'
import { hiderFor } from './show-case.js'

/** An order as this caller may see it: card keys only with the scope `keys:reveal`, also where a note repeats one. */
export function showOrder({ id, order, buyer, keyStatus, createdAt, updatedAt }: OrderRow, caller: Caller): OrderRow {
  const hide = hiderFor(caller, order.deliveredKeys)
  const answer = order.merchantAnswer
  return {
    id,
    order: {
      ...order,
      deliveredKeys: order.deliveredKeys.map(hide),
      notes: order.notes.map(hide),
      merchantAnswer: answer && { ...answer, words: hide(answer.words) },
    },
    buyer,
    keyStatus,
    createdAt,
    updatedAt,
  }
}
