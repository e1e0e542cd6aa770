import type { RefundRow } from '../ports/store/refunds.js'

/** A refund as its events tell it. `orderNumber`, `paymentNumber` and `merchantOrderNumber` are all a platform needs to pay it itself. */
export function tellRefund(refund: RefundRow) {
  const { id, number, caseId, orderNumber, paymentNumber, merchantOrderNumber, channel, paidBy, amountFen, state, decidedBy, reason } =
    refund
  return {
    refundId: id,
    number,
    caseId,
    orderNumber,
    paymentNumber,
    merchantOrderNumber,
    channel,
    paidBy,
    amountFen,
    state,
    decidedBy,
    reason,
    channelRefundNumber: refund.channelRefundNumber,
    settledAt: refund.settledAt,
  }
}
