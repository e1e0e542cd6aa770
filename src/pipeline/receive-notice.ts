import { weighAnswer } from '../act/plan-refund.js'
import type { Channel } from '../model/order.js'
import type { PaymentNotice } from '../ports/payments.js'
import type { PlatformRows } from '../ports/store.js'
import { hearRefund } from './hear-refund.js'
import { receiveDispute } from './receive-dispute.js'

/**
 * Keeps what a payment channel told unasked, verified by its port. Notices come again and in any order: the same one twice
 * changes nothing, and an older word about a dispute does not undo a later one. A refund or an order that is not ours is
 * none of our business.
 */
export async function receiveNotice(rows: PlatformRows, channel: Channel, notice: PaymentNotice, now: string): Promise<void> {
  if (notice.is === 'refund') {
    const by = { actor: `channel:${channel}`, now }
    const refund = await rows.refunds.findByNumber(notice.refundNumber)
    if (refund && refund.channel === channel) await hearRefund(rows, refund.id, weighAnswer(refund, notice.answer), by)
  }
  if (notice.is === 'dispute') await receiveDispute(rows, channel, notice, now)
}
