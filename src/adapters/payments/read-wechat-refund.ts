import { z } from 'zod'
import type { PaymentNumbers, RefundAnswer } from '../../ports/payments.js'
import { checkPayment, safeCode, unclear } from './answer-fault.js'

const refundForm = z.object({
  refund_id: z.string().min(1),
  out_refund_no: z.string(),
  transaction_id: z.string().optional(),
  out_trade_no: z.string().optional(),
  success_time: z.iso.datetime({ offset: true }).optional(),
  amount: z.object({ refund: z.int().min(1), currency: z.literal('CNY').optional() }),
})

/**
 * What an answer (`status`) or a notice (`refund_status`) says of a refund; `amountFen` null: whatever its amount. Throws
 * `payment-answer-unclear` for another refund, payment or amount, for an unknown word, and for ABNORMAL: that money left the
 * merchant and did not arrive, so it is neither paid nor free to be paid again before a person has looked.
 */
export function readWechatRefund(
  body: unknown,
  statusName: 'status' | 'refund_status',
  ask: PaymentNumbers & { readonly refundNumber: string },
  amountFen: number | null,
): RefundAnswer {
  const parsed = refundForm.safeParse(body)
  if (!parsed.success) throw unclear('the answer is not of the form that WeChat Pay gives')
  const { refund_id: channelRefundNumber, out_refund_no: refundNumber, amount, success_time: at } = parsed.data
  if (refundNumber !== ask.refundNumber) throw unclear('the answer is about another refund')
  checkPayment(ask, parsed.data.transaction_id, parsed.data.out_trade_no)
  if (amountFen !== null && amount.refund !== amountFen) throw unclear('another amount was given back than was asked')
  const status = (body as Readonly<Record<string, unknown>>)[statusName]
  switch (status) {
    case 'SUCCESS':
      return { is: 'succeeded', at: at ?? new Date().toISOString(), channelRefundNumber, refundedFen: amount.refund }
    case 'PROCESSING':
      return { is: 'accepted', channelRefundNumber }
    case 'CLOSED':
      return { is: 'failed', final: true, code: 'CLOSED', words: '退款关闭' }
    default:
      throw unclear(`${statusName} is ${safeCode(status)}`)
  }
}
