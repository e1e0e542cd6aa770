import type { KeyObject } from 'node:crypto'
import { Wechatpay } from 'wechatpay-axios-plugin'
import type {
  PaymentChannel,
  PaymentNumbers,
  RefundAnswer,
  RefundAsk,
  RefundNotFound,
  RefundRequest,
  TradeState,
} from '../../ports/payments.js'
import { checkPayment, safeCode, unclear } from './answer-fault.js'
import { type AskWechat, askWechat, type WechatAnswer } from './ask-wechat.js'
import { cutText } from './cut-text.js'
import { readWechatRefund } from './read-wechat-refund.js'
import { parseWechatNotice } from './wechat-notice.js'

/** A merchant at WeChat Pay. */
export interface WechatAccount {
  readonly mchid: string
  /** Of the merchant's certificate. */
  readonly serial: string
  readonly privateKey: KeyObject
  /** WeChat Pay's own, that its answers and notices are signed with. */
  readonly platformPublicKey: KeyObject
  /** `PUB_KEY_ID_…`, or the serial of a platform certificate. */
  readonly platformKeyId: string
  /** 32 characters; opens notices. */
  readonly apiV3Key: string
  readonly notifyUrl: string
  readonly endpoint: string
  /** For an answer. */
  readonly timeoutMs: number
}

/**
 * WeChat Pay v3 as a payment channel, over wechatpay-axios-plugin; what is believed of an answer stands in
 * docs/platforms.md section 5. That every refusal is signed too is NOT VERIFIED against the live channel: one that is not
 * stays unclear, and in the end a person looks.
 */
export function openWechat(account: WechatAccount): PaymentChannel {
  const { mchid, serial, platformKeyId, platformPublicKey } = account
  const wechatpay = new Wechatpay({
    mchid,
    serial,
    privateKey: account.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certs: { [platformKeyId]: platformPublicKey },
    baseURL: `${account.endpoint.replace(/\/$/, '')}/`,
    timeout: account.timeoutMs,
    // The plugin checks the signature of what counts as valid only: a refusal must be signed like all else.
    validateStatus: () => true,
    maxRedirects: 0,
    maxContentLength: 1_000_000,
    headers: { 'Wechatpay-Serial': platformKeyId },
  })
  const ask: AskWechat = (method, path, data) => askWechat(wechatpay, method, path, data)
  return {
    acknowledgement: '',
    refund: (request) => refund(ask, account.notifyUrl, request),
    queryRefund: (asked) => queryRefund(ask, asked),
    queryTrade: (numbers) => queryTrade(ask, mchid, numbers),
    parseNotice: (headers, rawBody) => parseWechatNotice(headers, rawBody, { ...account, ask }),
  }
}

/** WeChat Pay's words for "no, and nothing happened": every other one is unclear. */
const refusals: ReadonlySet<unknown> = new Set([
  'RESOURCE_NOT_EXISTS',
  'ORDER_NOT_EXIST',
  'INVALID_REQUEST',
  'PARAM_ERROR',
  'NOT_ENOUGH',
  'USER_ACCOUNT_ABNORMAL',
  'TRADE_STATE_ERROR',
  'TRADE_OVERDUE',
])

async function refund(ask: AskWechat, notifyUrl: string, request: RefundRequest): Promise<RefundAnswer> {
  const { refundNumber, amountFen, totalFen } = request
  const answer = await ask('post', 'v3/refund/domestic/refunds', {
    ...(request.paymentNumber === null ? { out_trade_no: request.merchantOrderNumber } : { transaction_id: request.paymentNumber }),
    out_refund_no: refundNumber,
    reason: cutText(request.reason, 80),
    notify_url: notifyUrl,
    amount: { refund: amountFen, total: totalFen, currency: 'CNY' },
  })
  if (answer.status >= 200 && answer.status < 300) {
    if ((answer.body.amount as { readonly total?: unknown } | undefined)?.total !== totalFen) throw unclear('the answer has another total')
    return readWechatRefund(answer.body, 'status', request, amountFen)
  }
  if (!refusals.has(answer.body.code)) throw refusedUnclearly(answer)
  // Refused now: an earlier request under this number may have been carried out all the same.
  const known = await queryRefund(ask, request)
  if (known.is !== 'not-found') return known
  return { is: 'failed', final: true, code: safeCode(answer.body.code), words: cutText(String(answer.body.message ?? ''), 200) }
}

async function queryRefund(ask: AskWechat, asked: RefundAsk): Promise<RefundAnswer | RefundNotFound> {
  const answer = await ask('get', `v3/refund/domestic/refunds/${encodeURIComponent(asked.refundNumber)}`)
  if (answer.status === 404 && answer.body.code === 'RESOURCE_NOT_EXISTS') return { is: 'not-found' }
  if (answer.status !== 200) throw refusedUnclearly(answer)
  return readWechatRefund(answer.body, 'status', asked, asked.amountFen)
}

/**
 * WeChat Pay says `REFUND` of a payment once anything of it was given back, and not how much: nobody pays on it unseen.
 * Our own refunds under way are asked about by their number, not here.
 */
const tradeStates = {
  SUCCESS: 'paid',
  REFUND: 'closed',
  CLOSED: 'closed',
  REVOKED: 'closed',
  NOTPAY: 'unpaid',
  USERPAYING: 'unpaid',
  PAYERROR: 'unpaid',
} as const

async function queryTrade(ask: AskWechat, mchid: string, numbers: PaymentNumbers): Promise<TradeState> {
  const { paymentNumber, merchantOrderNumber } = numbers
  const which =
    paymentNumber === null ? `out-trade-no/${encodeURIComponent(merchantOrderNumber ?? '')}` : `id/${encodeURIComponent(paymentNumber)}`
  const answer = await ask('get', `v3/pay/transactions/${which}?mchid=${mchid}`)
  const { code } = answer.body
  if (answer.status === 404 && (code === 'ORDER_NOT_EXIST' || code === 'RESOURCE_NOT_EXISTS')) {
    return { state: 'not-found', totalFen: null, refundedFen: null }
  }
  if (answer.status !== 200) throw refusedUnclearly(answer)
  checkPayment(numbers, answer.body.transaction_id, answer.body.out_trade_no)
  const state = Object.entries(tradeStates).find(([word]) => word === answer.body.trade_state)?.[1]
  if (!state) throw unclear(`trade_state is ${safeCode(answer.body.trade_state)}`)
  const total = (answer.body.amount as { readonly total?: unknown } | undefined)?.total
  return { state, totalFen: Number.isSafeInteger(total) ? Number(total) : null, refundedFen: null }
}

function refusedUnclearly({ status, body }: WechatAnswer) {
  return unclear(`HTTP ${status} ${safeCode(body.code)}`)
}
