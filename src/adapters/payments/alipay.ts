import type { KeyObject } from 'node:crypto'
import { AlipaySdk } from 'alipay-sdk'
import { Fault } from '../../errors.js'
import type { PaymentChannel, PaymentNumbers, RefundAnswer, RefundNotFound, RefundRequest } from '../../ports/payments.js'
import { parseAlipayNotice } from './alipay-notice.js'
import { checkPayment, safeCode, unclear } from './answer-fault.js'
import { type AskAlipay, askAlipay, throwUnlessDone } from './ask-alipay.js'
import { readBeijingTime } from './beijing-time.js'
import { cutText } from './cut-text.js'
import { fenOf, yuanOf } from './yuan.js'

/** A merchant's app at Alipay. */
export interface AlipayAccount {
  readonly appId: string
  readonly privateKey: KeyObject
  /** Alipay's own, that its answers and notices are signed with. */
  readonly alipayPublicKey: KeyObject
  readonly gateway: string
  /** For an answer. */
  readonly timeoutMs: number
}

/** Alipay as a payment channel, over its SDK; what is believed of an answer stands in docs/platforms.md section 4. */
export function openAlipay(account: AlipayAccount): PaymentChannel {
  const sdk = new AlipaySdk({
    appId: account.appId,
    privateKey: account.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trim(),
    keyType: 'PKCS8',
    alipayPublicKey: account.alipayPublicKey.export({ type: 'spki', format: 'pem' }).toString().trim(),
    gateway: account.gateway,
    timeout: account.timeoutMs,
    camelcase: false,
  })
  const ask: AskAlipay = (method, content) => askAlipay(sdk, method, content)
  return {
    acknowledgement: 'success',
    refund: (request) => refund(ask, request),
    queryRefund: async (asked) => onlyWith(asked.amountFen, await queryRefund(ask, asked, asked.refundNumber)),
    queryTrade: (numbers) => queryTrade(ask, numbers),
    parseNotice: (_, rawBody) =>
      parseAlipayNotice(rawBody, {
        appId: account.appId,
        isSigned: (fields) => sdk.checkNotifySignV2(fields),
        ask,
        queryRefund: (numbers, refundNumber) => queryRefund(ask, numbers, refundNumber),
      }),
  }
}

/** Alipay's words for "no, and nothing happened": every other one is unclear. */
const refusals: ReadonlySet<unknown> = new Set([
  'ACQ.TRADE_NOT_EXIST',
  'ACQ.TRADE_STATUS_ERROR',
  'ACQ.TRADE_HAS_CLOSE',
  'ACQ.TRADE_HAS_FINISHED',
  'ACQ.TRADE_NOT_ALLOW_REFUND',
  'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL',
  'ACQ.REASON_TRADE_REFUND_FEE_ERR',
  'ACQ.REFUND_FEE_ERROR',
  'ACQ.SELLER_BALANCE_NOT_ENOUGH',
  'ACQ.INVALID_PARAMETER',
])

async function refund(ask: AskAlipay, request: RefundRequest): Promise<RefundAnswer> {
  const { refundNumber, amountFen, totalFen } = request
  const answer = await ask('alipay.trade.refund', {
    ...numbersIn(request),
    refund_amount: yuanOf(amountFen),
    out_request_no: refundNumber,
    refund_reason: cutText(request.reason, 256),
  })
  const isRefused = answer.code === '40004' && refusals.has(answer.sub_code)
  if (!isRefused) {
    throwUnlessDone(answer)
    checkPayment(request, answer.trade_no, answer.out_trade_no)
    // `refund_fee` is all that was given back of the trade so far: it only bounds this refund's part.
    const refundedFen = fenOf(answer.refund_fee)
    if (refundedFen === null || refundedFen > totalFen) throw unclear('refund_fee is no amount that this payment can give back')
  }
  const known = await queryRefund(ask, request, refundNumber).catch((thrown: unknown) => {
    // It was done: that the question after it got no answer changes nothing.
    if (!isRefused && thrown instanceof Fault && thrown.code === 'payment-channel-unavailable') return { is: 'not-found' as const }
    throw thrown
  })
  if (known.is !== 'not-found') return onlyWith(amountFen, known) as RefundAnswer
  if (!isRefused) return { is: 'accepted', channelRefundNumber: null }
  return { is: 'failed', final: true, code: safeCode(answer.sub_code), words: cutText(String(answer.sub_msg ?? ''), 200) }
}

/** What Alipay knows of a refund, whatever its amount. A refund that did not happen is answered by nothing at all. */
async function queryRefund(ask: AskAlipay, numbers: PaymentNumbers, refundNumber: string): Promise<RefundAnswer | RefundNotFound> {
  const content = { ...numbersIn(numbers), out_request_no: refundNumber, query_options: ['gmt_refund_pay'] }
  const answer = await ask('alipay.trade.fastpay.refund.query', content)
  if (answer.code === '40004' && answer.sub_code === 'ACQ.TRADE_NOT_EXIST') return { is: 'not-found' }
  throwUnlessDone(answer)
  const { refund_status: status, refund_amount: amount, out_request_no: number } = answer
  if (status === undefined && amount === undefined && (number === undefined || number === refundNumber)) return { is: 'not-found' }
  if (number !== refundNumber) throw unclear('the answer is about another refund')
  checkPayment(numbers, answer.trade_no, answer.out_trade_no)
  if (status !== 'REFUND_SUCCESS') throw unclear(`refund_status is ${safeCode(status)}`)
  const refundedFen = fenOf(amount)
  if (refundedFen === null) throw unclear('refund_amount is no amount')
  return { is: 'succeeded', at: readBeijingTime(answer.gmt_refund_pay) ?? new Date().toISOString(), channelRefundNumber: null, refundedFen }
}

const tradeStates = { WAIT_BUYER_PAY: 'unpaid', TRADE_SUCCESS: 'paid', TRADE_FINISHED: 'finished', TRADE_CLOSED: 'closed' } as const

async function queryTrade(ask: AskAlipay, numbers: PaymentNumbers) {
  const answer = await ask('alipay.trade.query', numbersIn(numbers))
  if (answer.code === '40004' && answer.sub_code === 'ACQ.TRADE_NOT_EXIST') {
    return { state: 'not-found', totalFen: null, refundedFen: null } as const
  }
  throwUnlessDone(answer)
  checkPayment(numbers, answer.trade_no, answer.out_trade_no)
  const state = Object.entries(tradeStates).find(([word]) => word === answer.trade_status)?.[1]
  if (!state) throw unclear(`trade_status is ${safeCode(answer.trade_status)}`)
  const totalFen = fenOf(answer.total_amount)
  if (totalFen === null) throw unclear('total_amount is no amount')
  return { state, totalFen, refundedFen: null }
}

/** The answer, when a refund that succeeded gave back what was asked. Throws `payment-answer-unclear`. */
function onlyWith(amountFen: number, answer: RefundAnswer | RefundNotFound): RefundAnswer | RefundNotFound {
  if (answer.is === 'succeeded' && answer.refundedFen !== amountFen) throw unclear('another amount was given back than was asked')
  return answer
}

/** Where both numbers are there, Alipay goes by its own. */
function numbersIn({ paymentNumber, merchantOrderNumber }: PaymentNumbers) {
  return paymentNumber === null ? { out_trade_no: merchantOrderNumber } : { trade_no: paymentNumber }
}
