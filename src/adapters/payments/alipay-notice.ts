import { Fault } from '../../errors.js'
import type { PaymentNotice, PaymentNumbers, RefundAnswer, RefundNotFound } from '../../ports/payments.js'
import { safeCode, unclear } from './answer-fault.js'
import { type AskAlipay, throwUnlessDone } from './ask-alipay.js'

interface NoticeParts {
  readonly appId: string
  /** Whether Alipay signed these form fields. */
  isSigned(fields: Record<string, string>): boolean
  readonly ask: AskAlipay
  queryRefund(numbers: PaymentNumbers, refundNumber: string): Promise<RefundAnswer | RefundNotFound>
}

/**
 * A notice of Alipay: the form of a trade that changed (`notify_type`), or of a message (`msg_method`). It carries no
 * time that could be checked and the sum of all refunds instead of one, so a notice only says where to look: what is true
 * is asked for, and a notice that comes again says the same as before. Throws `notice-refused`.
 */
export async function parseAlipayNotice(rawBody: Uint8Array, parts: NoticeParts): Promise<PaymentNotice> {
  // An app whose charset is GBK is understood as long as the notice is ASCII; utf-8 is what the README asks for.
  const fields = Object.fromEntries(new URLSearchParams(Buffer.from(rawBody).toString('utf8')))
  checkSigned(fields, parts)
  const { notify_id: noticeId, msg_method: message, out_biz_no: refundNumber } = fields
  if (!noticeId) throw new Fault('notice-refused', 'it has no notify_id')
  if (message === 'alipay.merchant.tradecomplain.changed') return readComplaint(noticeId, fields.biz_content, parts.ask)
  if (refundNumber && fields.refund_fee) {
    const numbers = { paymentNumber: fields.trade_no ?? null, merchantOrderNumber: fields.out_trade_no ?? null }
    const answer = await parts.queryRefund(numbers, refundNumber)
    if (answer.is !== 'not-found') return { is: 'refund', noticeId, refundNumber, answer }
  }
  return { is: 'other', noticeId, kind: safeCode(message ?? fields.notify_type ?? 'unknown') }
}

function checkSigned(fields: Record<string, string>, { appId, isSigned }: NoticeParts): void {
  // The SDK would take SHA-1 when the notice says so.
  if (fields.sign_type !== 'RSA2' || !fields.sign) throw new Fault('notice-refused', 'it has no RSA2 signature')
  let signed = false
  try {
    signed = isSigned(fields)
  } catch {
    // A signature that cannot even be read is none.
  }
  if (!signed) throw new Fault('notice-refused', 'the signature is not of these fields')
  if (fields.app_id !== appId) throw new Fault('notice-refused', 'it is for another app')
}

const openWords = ['MERCHANT_PROCESSING', 'MERCHANT_FEEDBACKED', 'MERCHANT_FEEDBACK_OVERTIME', 'PLATFORM_PROCESSING']
const closedWords = ['FINISHED', 'CANCELLED', 'CLOSED', 'PLATFORM_FINISH']

/** States by the SDK of Java (AlipayMerchantTradecomplainQueryResponse, 2023). NOT VERIFIED against the live channel. */
async function readComplaint(noticeId: string, content: string | undefined, ask: AskAlipay): Promise<PaymentNotice> {
  const disputeNumber = complaintIn(content)
  const askedAt = new Date().toISOString()
  const answer = await ask('alipay.merchant.tradecomplain.query', { complain_event_id: disputeNumber })
  throwUnlessDone(answer)
  if (answer.complain_event_id !== disputeNumber) throw unclear('the answer is about another complaint')
  const status = String(answer.status)
  if (!openWords.includes(status) && !closedWords.includes(status)) throw unclear(`status is ${safeCode(status)}`)
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
  return {
    is: 'dispute',
    noticeId,
    disputeNumber,
    state: openWords.includes(status) ? 'open' : 'closed',
    // The state is of the moment it was asked for, so that of two notices the later answer counts.
    at: askedAt,
    payments: [{ paymentNumber: text(answer.trade_no), merchantOrderNumber: text(answer.merchant_order_no) }],
    words: text(answer.content) ?? '',
  }
}

function complaintIn(content: string | undefined): string {
  try {
    const { complain_event_id: number } = JSON.parse(content ?? '') as { readonly complain_event_id?: unknown }
    if (typeof number === 'string' && number !== '') return number
  } catch {
    // Said below.
  }
  throw new Fault('notice-refused', 'it names no complaint')
}
