import { createSign, createVerify } from 'node:crypto'
import type { Refusal, SandboxBooks, SandboxTrade } from './books.js'
import { beijingTime, fenOf, yuanOf } from './money-words.js'
import type { SandboxKeys } from './sandbox-keys.js'
import type { ChannelAnswer, Dressing } from './suffer-fate.js'

type Fields = Readonly<Record<string, string>>
type Content = Readonly<Record<string, unknown>>

/** Alipay's gateway: the methods of refunds, in its form and words (docs/platforms.md section 4). */
export function answerAlipay(books: SandboxBooks, keys: SandboxKeys['alipay'], fields: Fields, settlesAtOnce: boolean): ChannelAnswer {
  const method = fields.method ?? ''
  if (fields.app_id !== keys.appId) return refuse('40002', 'Invalid Arguments', 'isv.invalid-app-id', '无效的AppID参数')
  if (!isSigned(fields, keys.app.publicKey)) return refuse('40002', 'Invalid Arguments', 'isv.invalid-signature', '无效签名')
  const content = contentOf(fields.biz_content)
  if (!content) return refuse('40002', 'Invalid Arguments', 'isv.invalid-parameter', 'biz_content 不是 JSON')
  switch (method) {
    case 'alipay.trade.query':
      return answerTrade(books, content)
    case 'alipay.trade.refund':
      return answerRefund(books, content, settlesAtOnce)
    case 'alipay.trade.fastpay.refund.query':
      return answerRefundQuery(books, content)
    case 'alipay.merchant.tradecomplain.query':
      return answerComplaint(books, content)
    default:
      return refuse('40002', 'Invalid Arguments', 'isv.invalid-method', '不存在的方法名')
  }
}

/** How Alipay's answers are signed and falsified. */
export function dressAlipay(method: string, keys: SandboxKeys['alipay']): Dressing {
  const responseKey = `${method.replaceAll('.', '_')}_response`
  return {
    systemError: refuse('20000', 'Service Currently Unavailable', 'aop.ACQ.SYSTEM_ERROR', '系统错误'),
    spoil: ({ status, body }, fate) => {
      if (fate === 'wrong-number') return { status, body: { ...body, trade_no: '2000000000000000000000000000', out_request_no: 'ANOTHER' } }
      if (fate === 'unknown-status')
        return { status, body: { ...body, code: '10077', refund_status: 'SOMETHING_NEW', trade_status: 'TRADE_NEW' } }
      const more = (name: string) => (body[name] === undefined ? {} : { [name]: yuanOf((fenOf(body[name]) ?? 0) + 1_000_000) })
      return { status, body: { ...body, ...more('refund_fee'), ...more('refund_amount'), ...more('total_amount') } }
    },
    sign: ({ status, body }, signature) => {
      const text = JSON.stringify(body)
      const signed = signAlipay(signature === 'bad' ? `${text} ` : text, keys.channel.privateKey)
      const end = signature === 'none' ? '' : `,"sign":"${signed}"`
      return new Response(`{"${responseKey}":${text}${end}}`, { status, headers: { 'content-type': 'application/json;charset=utf-8' } })
    },
  }
}

/** RSA2: SHA-256 with RSA over the text, base64. */
export function signAlipay(text: string, privateKey: string): string {
  return createSign('RSA-SHA256').update(text, 'utf8').sign(privateKey, 'base64')
}

function isSigned({ sign, ...fields }: Fields, publicKey: string): boolean {
  if (!sign) return false
  const text = Object.entries(fields)
    .filter(([, value]) => value !== '')
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  return createVerify('RSA-SHA256').update(text, 'utf8').verify(publicKey, sign, 'base64')
}

function contentOf(text: string | undefined): Content | null {
  try {
    const content: unknown = JSON.parse(text ?? '')
    return typeof content === 'object' && content !== null ? (content as Content) : null
  } catch {
    return null
  }
}

function tradeOf(books: SandboxBooks, content: Content): SandboxTrade | null {
  const text = (name: string) => (typeof content[name] === 'string' && content[name] !== '' ? content[name] : null)
  return books.findTrade('alipay', text('trade_no'), text('out_trade_no'))
}

const tradeWords = { unpaid: 'WAIT_BUYER_PAY', paid: 'TRADE_SUCCESS', finished: 'TRADE_FINISHED', closed: 'TRADE_CLOSED' } as const

function answerTrade(books: SandboxBooks, content: Content): ChannelAnswer {
  const trade = tradeOf(books, content)
  if (!trade) return refuseTrade('no-such-trade')
  return succeed({ ...numbersOf(trade), trade_status: tradeWords[trade.state], total_amount: yuanOf(trade.totalFen) })
}

function answerRefund(books: SandboxBooks, content: Content, settlesAtOnce: boolean): ChannelAnswer {
  const amountFen = fenOf(content.refund_amount)
  const refundNumber = String(content.out_request_no ?? '')
  if (amountFen === null || amountFen === 0 || refundNumber === '') {
    return refuse('40004', 'Business Failed', 'ACQ.INVALID_PARAMETER', '参数无效')
  }
  const trade = tradeOf(books, content)
  if (!trade) return refuseTrade('no-such-trade')
  const asked = books.refund(trade, { refundNumber, amountFen })
  if (typeof asked === 'string') return refuseTrade(asked)
  const settled = settlesAtOnce ? books.settle('alipay', refundNumber, 'succeeded') : null
  return succeed({
    ...numbersOf(trade),
    buyer_logon_id: '159****5620',
    fund_change: settled && !asked.again ? 'Y' : 'N',
    // All that was given back of the trade so far, not this refund's part.
    refund_fee: yuanOf(books.refundedFen(trade)),
    gmt_refund_pay: beijingTime(new Date()),
  })
}

function answerRefundQuery(books: SandboxBooks, content: Content): ChannelAnswer {
  const trade = tradeOf(books, content)
  if (!trade) return refuseTrade('no-such-trade')
  const refund = books.findRefund('alipay', String(content.out_request_no ?? ''))
  // Alipay says nothing of a refund that did not happen: code 10000 and no more.
  if (refund?.state !== 'succeeded' || refund.paymentNumber !== trade.paymentNumber) return succeed({})
  return succeed({
    ...numbersOf(trade),
    out_request_no: refund.refundNumber,
    total_amount: yuanOf(trade.totalFen),
    refund_amount: yuanOf(refund.amountFen),
    refund_status: 'REFUND_SUCCESS',
    gmt_refund_pay: beijingTime(new Date(refund.succeededAt ?? 0)),
  })
}

function answerComplaint(books: SandboxBooks, content: Content): ChannelAnswer {
  const complaint = books.findComplaint('alipay', String(content.complain_event_id ?? ''))
  const trade = complaint && books.findTrade('alipay', complaint.paymentNumber, null)
  if (!complaint || !trade) return refuse('40004', 'Business Failed', 'COMPLAIN_EVENT_NOT_EXIST', '投诉单不存在')
  return succeed({
    complain_event_id: complaint.number,
    status: complaint.state === 'open' ? 'MERCHANT_PROCESSING' : 'FINISHED',
    trade_no: trade.paymentNumber,
    merchant_order_no: trade.merchantOrderNumber,
    gmt_create: beijingTime(new Date(complaint.at)),
    gmt_modified: beijingTime(new Date(complaint.at)),
    content: complaint.words,
    trade_amount: yuanOf(trade.totalFen),
  })
}

function numbersOf({ paymentNumber, merchantOrderNumber }: SandboxTrade) {
  return { trade_no: paymentNumber, out_trade_no: merchantOrderNumber }
}

function succeed(body: Content): ChannelAnswer {
  return { status: 200, body: { code: '10000', msg: 'Success', ...body } }
}

const refusals: Readonly<Record<Refusal, readonly [subCode: string, words: string]>> = {
  'no-such-trade': ['ACQ.TRADE_NOT_EXIST', '交易不存在'],
  'not-paid': ['ACQ.TRADE_STATUS_ERROR', '交易状态不合法'],
  closed: ['ACQ.TRADE_STATUS_ERROR', '交易状态不合法'],
  finished: ['ACQ.TRADE_HAS_FINISHED', '交易已经完结'],
  'more-than-left': ['ACQ.REFUND_AMT_NOT_EQUAL_TOTAL', '退款金额超限'],
  'other-total': ['ACQ.REASON_TRADE_REFUND_FEE_ERR', '退款金额错误'],
  'other-amount': ['ACQ.DISCORDANT_REPEAT_REQUEST', '不一致的请求'],
}

function refuseTrade(refusal: Refusal): ChannelAnswer {
  return refuse('40004', 'Business Failed', ...refusals[refusal])
}

function refuse(code: string, msg: string, subCode: string, words: string): ChannelAnswer {
  return { status: 200, body: { code, msg, sub_code: subCode, sub_msg: words } }
}
