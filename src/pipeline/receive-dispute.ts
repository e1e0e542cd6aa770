import { judgeAnew } from '../intake/judge-anew.js'
import type { Channel } from '../model/order.js'
import type { PaymentNotice } from '../ports/payments.js'
import type { ComplaintRow } from '../ports/store/complaints.js'
import type { PlatformRows } from '../ports/store.js'
import { followDispute } from './follow-dispute.js'

/**
 * Keeps what a channel says of a complaint, and has the cases of the orders it is about judged anew: while it is open they
 * are on hold and nothing is paid, when it ends they go on. May be told any number of times and in any order; one about an
 * order that nobody pushed yet waits for it.
 */
export async function receiveDispute(
  rows: PlatformRows,
  channel: Channel,
  { disputeNumber, state, at, payments, words }: Extract<PaymentNotice, { is: 'dispute' }>,
  now: string,
): Promise<ComplaintRow> {
  const { row, changed } = await rows.complaints.put({ channel, number: disputeNumber, state, at, payments, words })
  const { id, number } = row
  const named = payments.flatMap(({ paymentNumber, merchantOrderNumber }) => [paymentNumber, merchantOrderNumber])
  const orders = await rows.orders.ofPayment(named.filter((name) => name !== null))
  let held = 0
  for (const orderNumber of orders) {
    if (!(await rows.disputes.put({ channel, number, orderNumber, state: row.state, words: row.words, at: row.at }))) continue
    await judgeAnew(rows, orderNumber)
    await followDispute(rows, orderNumber, { actor: `channel:${channel}`, now })
    held++
  }
  if (!changed && held === 0) return row
  await rows.audit.append({
    actor: `channel:${channel}`,
    action: state === 'open' ? 'dispute.opened' : 'dispute.closed',
    subject: id,
    details: { orders: orders.length },
  })
  return row
}
