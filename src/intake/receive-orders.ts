import type { Order } from '../model/order.js'
import type { NewOrder, UpsertedOrder } from '../ports/store/orders.js'
import type { PlatformRows } from '../ports/store.js'
import { judgeAnew } from './judge-anew.js'

/** Keeps orders as the platform tells them, the last one wins, and has the open case of each one that changed judged anew. */
export async function receiveOrders(rows: PlatformRows, orders: readonly NewOrder[], actor: string): Promise<readonly UpsertedOrder[]> {
  const upserted = await rows.orders.upsert(orders)
  const changed = new Set(upserted.filter(({ was }) => was !== 'same').map(({ row }) => row.order.number))
  if (changed.size === 0) return upserted
  for (const { row, was } of upserted) if (was !== 'same') await findComplaints(rows, row.order)
  for (const number of changed) await judgeAnew(rows, number)
  await rows.audit.append({ actor, action: 'orders.received', subject: rows.platformId, details: { changed: changed.size } })
  return upserted
}

/** A channel may have told of a complaint before the platform told of the order. */
async function findComplaints(rows: PlatformRows, { number, paymentNumber, merchantOrderNumber, payments }: Order): Promise<void> {
  const numbers = [paymentNumber, merchantOrderNumber, ...payments.map((payment) => payment.number)].filter((name) => name !== null)
  for (const { channel, number: complaint, state, words, at } of await rows.complaints.ofPayment(numbers)) {
    await rows.disputes.put({ channel, number: complaint, orderNumber: number, state, words, at })
  }
}
