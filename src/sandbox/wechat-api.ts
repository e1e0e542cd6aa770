import type { Refusal, SandboxBooks, SandboxRefund, SandboxTrade } from './books.js'
import type { SandboxKeys } from './sandbox-keys.js'
import { signWechat } from './sign-wechat.js'
import type { ChannelAnswer, Dressing } from './suffer-fate.js'

type Content = Readonly<Record<string, unknown>>

/** What a POST to WeChat Pay's refunds answers (docs/platforms.md section 5): accepted, never more. */
export function answerRefund(books: SandboxBooks, content: Content): ChannelAnswer {
  const amount = (content.amount ?? {}) as Content
  const refundNumber = String(content.out_refund_no ?? '')
  const [refundFen, totalFen] = [amount.refund, amount.total]
  if (!isFen(refundFen) || !isFen(totalFen) || amount.currency !== 'CNY' || !/^[\w|*@-]{1,64}$/.test(refundNumber)) {
    return refuse(400, 'PARAM_ERROR', '参数错误')
  }
  const trade = books.findTrade('wechat', textOf(content.transaction_id), textOf(content.out_trade_no))
  if (!trade) return refuseTrade('no-such-trade')
  const notifyUrl = textOf(content.notify_url)
  const asked = books.refund(trade, { refundNumber, amountFen: refundFen, totalFen, ...(notifyUrl === null ? {} : { notifyUrl }) })
  return typeof asked === 'string' ? refuseTrade(asked) : { status: 200, body: showRefund(asked.refund, trade, 'status') }
}

/** What a GET of one refund answers. */
export function answerRefundQuery(books: SandboxBooks, refundNumber: string): ChannelAnswer {
  const refund = books.findRefund('wechat', refundNumber)
  const trade = refund && books.findTrade('wechat', refund.paymentNumber, null)
  return refund && trade ? { status: 200, body: showRefund(refund, trade, 'status') } : refuse(404, 'RESOURCE_NOT_EXISTS', '退款单不存在')
}

/** What a GET of one trade answers. */
export function answerTrade(books: SandboxBooks, trade: SandboxTrade | null): ChannelAnswer {
  if (!trade) return refuse(404, 'ORDER_NOT_EXIST', '订单不存在')
  const isRefunded = books.refundedFen(trade) > 0
  const state = isRefunded ? 'REFUND' : trade.state === 'unpaid' ? 'NOTPAY' : trade.state === 'closed' ? 'CLOSED' : 'SUCCESS'
  const paid = trade.state === 'unpaid' ? {} : { transaction_id: trade.paymentNumber }
  const amount = { total: trade.totalFen, payer_total: trade.totalFen, currency: 'CNY', payer_currency: 'CNY' }
  return { status: 200, body: { ...paid, out_trade_no: trade.merchantOrderNumber, trade_state: state, trade_state_desc: state, amount } }
}

/** What a GET of one complaint answers. */
export function answerComplaint(books: SandboxBooks, number: string): ChannelAnswer {
  const complaint = books.findComplaint('wechat', number)
  const trade = complaint && books.findTrade('wechat', complaint.paymentNumber, null)
  if (!complaint || !trade) return refuse(404, 'RESOURCE_NOT_EXISTS', '投诉单不存在')
  const order = { transaction_id: trade.paymentNumber, out_trade_no: trade.merchantOrderNumber, amount: trade.totalFen }
  return {
    status: 200,
    body: {
      complaint_id: complaint.number,
      complaint_time: complaint.at,
      complaint_detail: complaint.words,
      complaint_state: complaint.state === 'open' ? 'PENDING' : 'PROCESSED',
      complaint_order_info: [order],
      complaint_full_refunded: trade.state === 'closed',
      incoming_user_response: false,
      user_complaint_times: 1,
    },
  }
}

/** The answer to a request that the merchant did not sign. */
export const unsignedRequest = refuse(401, 'SIGN_ERROR', '签名错误')

const words = { processing: 'PROCESSING', succeeded: 'SUCCESS', closed: 'CLOSED', abnormal: 'ABNORMAL' } as const

/** A refund as answers show it (`status`) and notices (`refund_status`). */
export function showRefund(refund: SandboxRefund, trade: SandboxTrade, statusName: 'status' | 'refund_status') {
  return {
    refund_id: refund.channelRefundNumber,
    out_refund_no: refund.refundNumber,
    transaction_id: trade.paymentNumber,
    out_trade_no: trade.merchantOrderNumber,
    user_received_account: '支付用户零钱',
    ...(refund.succeededAt === null ? {} : { success_time: refund.succeededAt }),
    [statusName]: words[refund.state],
    amount: {
      refund: refund.amountFen,
      total: trade.totalFen,
      payer_refund: refund.amountFen,
      payer_total: trade.totalFen,
      currency: 'CNY',
    },
  }
}

const statusNames = ['status', 'trade_state', 'complaint_state', 'code']

/** How WeChat Pay's answers are signed and falsified. */
export function dressWechat(keys: SandboxKeys['wechat']): Dressing {
  return {
    systemError: refuse(500, 'SYSTEM_ERROR', '系统错误'),
    spoil: ({ status, body }, fate) => {
      if (fate === 'wrong-number')
        return { status, body: { ...body, out_refund_no: 'ANOTHER', transaction_id: '4200000000000000000000000000' } }
      if (fate === 'unknown-status')
        return { status, body: { ...body, ...Object.fromEntries(statusNames.map((name) => [name, 'SOMETHING_NEW'])) } }
      const amount = (body.amount ?? {}) as Content
      const more = (name: string) => (isFen(amount[name]) ? { [name]: amount[name] + 100_000_000 } : {})
      return { status, body: { ...body, amount: { ...amount, ...more('refund'), ...more('total') } } }
    },
    sign: ({ status, body }, signature) => {
      const text = JSON.stringify(body)
      const signed = signature === 'none' ? {} : signWechat(signature === 'bad' ? `${text} ` : text, keys)
      return new Response(text, { status, headers: { 'content-type': 'application/json; charset=utf-8', ...signed } })
    },
  }
}

const refusals: Readonly<Record<Refusal, readonly [status: number, code: string, words: string]>> = {
  'no-such-trade': [404, 'RESOURCE_NOT_EXISTS', '订单不存在'],
  'not-paid': [403, 'TRADE_STATE_ERROR', '订单未支付'],
  closed: [400, 'INVALID_REQUEST', '订单已全额退款'],
  finished: [403, 'TRADE_OVERDUE', '订单已超过退款期限'],
  'more-than-left': [400, 'INVALID_REQUEST', '申请退款金额大于可退金额'],
  'other-total': [400, 'INVALID_REQUEST', '订单金额与之前请求不一致'],
  'other-amount': [400, 'INVALID_REQUEST', '请求参数与之前不一致'],
}

function refuseTrade(refusal: Refusal): ChannelAnswer {
  return refuse(...refusals[refusal])
}

function refuse(status: number, code: string, message: string): ChannelAnswer {
  return { status, body: { code, message } }
}

function isFen(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
