import { weighAnswer } from '../act/plan-refund.js'
import { judgeAnew } from '../intake/judge-anew.js'
import type { Channel } from '../model/order.js'
import type { PaymentNotice } from '../ports/payments.js'
import type { PlatformRows } from '../ports/store.js'
import { hearRefund } from './hear-refund.js'

/**
 * Keeps what a payment channel told unasked, verified by its port. Notices come again and in any order: the same one twice
 * changes nothing, and an older word about a dispute does not undo a later one. A refund or an order that is not ours is
 * none of our business.
 */
export async function receiveNotice(rows: PlatformRows, channel: Channel, notice: PaymentNotice, now: string): Promise<void> {
  const by = { actor: `channel:${channel}`, now }
  if (notice.is === 'refund') {
    const refund = await rows.refunds.findByNumber(notice.refundNumber)
    if (refund && refund.channel === channel) await hearRefund(rows, refund.id, weighAnswer(refund, notice.answer), by)
  }
  if (notice.is === 'dispute') await keepDispute(rows, channel, notice, by.actor)
}

async function keepDispute(
  rows: PlatformRows,
  channel: Channel,
  { disputeNumber, state, at, words, payments }: Extract<PaymentNotice, { is: 'dispute' }>,
  actor: string,
): Promise<void> {
  const numbers = payments.flatMap(({ paymentNumber, merchantOrderNumber }) => [paymentNumber, merchantOrderNumber])
  const orderNumbers = await rows.orders.ofPayment(numbers.filter((number) => number !== null))
  for (const orderNumber of orderNumbers) {
    const changed = await rows.disputes.put({ channel, number: disputeNumber, orderNumber, state, words, at })
    if (changed) await judgeAnew(rows, orderNumber)
  }
  const details = { state, orders: orderNumbers.length }
  await rows.audit.append({ actor, action: 'dispute.told', subject: disputeNumber, details })
}
