import type { Sentence } from '../model/field.js'
import type { Order } from '../model/order.js'
import type { Policy } from '../model/policy.js'
import type { RefundState } from '../model/refund.js'
import type { RefundAnswer, TradeState } from '../ports/payments.js'

/** A refund as far as its next step depends on it. Times are ISO 8601. */
export interface CarriedRefund {
  readonly state: RefundState
  readonly paidBy: 'channel' | 'platform' | null
  readonly amountFen: number
  readonly totalFen: number
  readonly attempts: number
  readonly createdAt: string
  readonly sentAt: string | null
  readonly toldAt: string | null
}

/**
 * What is done first when a refund is taken up. `ask-trade`: nobody has heard of it yet, so the payment is looked at before
 * it is sent. `ask-refund`: it may have been sent, so it is asked about; only a channel that knows no such number is sent
 * it again. `wait`: the platform pays.
 */
export function planRefund({ paidBy, sentAt }: CarriedRefund): 'ask-trade' | 'ask-refund' | 'wait' {
  if (paidBy === 'platform') return 'wait'
  return sentAt === null ? 'ask-trade' : 'ask-refund'
}

/** Why a payment must not be given back, as the channel sees it; null when it may. */
export function weighTrade({ amountFen, totalFen }: CarriedRefund, trade: TradeState): Sentence | null {
  switch (trade.state) {
    case 'closed':
      return { zh: '渠道显示该笔交易已关闭，可能已全额退款', en: 'The channel says the trade is closed: it may have been refunded in full' }
    case 'finished':
      return { zh: '渠道显示该笔交易已完结，不能再退款', en: 'The channel says the trade is finished and takes no refund' }
    case 'unpaid':
      return { zh: '渠道显示该笔交易未付款', en: 'The channel says the trade was never paid' }
    case 'not-found':
      return { zh: '渠道查不到该笔交易', en: 'The channel knows no such trade' }
    case 'paid':
      return weighAmounts(amountFen, totalFen, trade)
  }
}

function weighAmounts(amountFen: number, totalFen: number, trade: TradeState): Sentence | null {
  if (trade.totalFen !== null && trade.totalFen !== totalFen) {
    return { zh: '渠道的交易金额与订单记录不一致', en: "The channel's amount of the trade is not that of the order's record" }
  }
  if ((trade.refundedFen ?? 0) + amountFen > (trade.totalFen ?? totalFen)) {
    return { zh: '渠道显示该笔交易剩余可退金额不足', en: 'By the channel too little is left of the trade to give this back' }
  }
  return null
}

/** Why the order itself forbids that money is sent now; null when it does not. Money does not move beside a dispute. */
export function weighDispute({ channelDispute }: Pick<Order, 'channelDispute'>): Sentence | null {
  if (channelDispute === 'open') return { zh: '支付渠道有未结的争议', en: 'A dispute is open at the payment channel' }
  if (channelDispute === 'won-by-buyer') {
    return { zh: '支付渠道的争议已判给买家', en: 'The dispute at the payment channel was won by the buyer' }
  }
  return null
}

/** What an answer makes of a refund. `unclear`: it is asked about again, and nothing is believed. */
export type RefundTurn =
  | { readonly is: 'succeeded'; readonly at: string; readonly channelRefundNumber: string | null }
  | { readonly is: 'accepted'; readonly channelRefundNumber: string | null }
  | { readonly is: 'failed'; readonly words: string }
  | { readonly is: 'unclear'; readonly words: string }

/** Takes an answer for what it is worth: money in another amount than asked is no success. */
export function weighAnswer({ amountFen }: Pick<CarriedRefund, 'amountFen'>, answer: RefundAnswer): RefundTurn {
  switch (answer.is) {
    case 'accepted':
      return answer
    case 'failed':
      return { is: 'failed', words: `${answer.code}: ${answer.words}` }
    case 'succeeded':
      if (answer.refundedFen === amountFen) return answer
      return { is: 'unclear', words: `the channel says ${answer.refundedFen} fen were refunded; ${amountFen} were asked` }
  }
}

/** When a refund is looked at again (ISO 8601): soon at first, then once an hour for as long as it takes, and when a person is to be told. */
export function planNextLook(refund: CarriedRefund, now: string, windows: RefundWindows): string {
  const { attempts, paidBy } = refund
  const nowMs = Date.parse(now)
  const laterMs = nowMs + (paidBy === 'platform' ? dayMs : (waitsMs[Math.min(attempts, waitsMs.length) - 1] ?? hourMs))
  const stuckMs = stuckFrom(refund, windows)
  return new Date(stuckMs !== null && stuckMs > nowMs ? Math.min(laterMs, stuckMs) : laterMs).toISOString()
}

/** Whether a person is to be told now: once, when a refund takes longer than the policy gives it. */
export function isStuck(refund: CarriedRefund, now: string, windows: RefundWindows): boolean {
  const stuckMs = stuckFrom(refund, windows)
  return stuckMs !== null && Date.parse(now) >= stuckMs
}

/** What the policy says of refunds that take their time. */
type RefundWindows = Pick<Policy['windows'], 'paymentHours' | 'unansweredHours'>

/** Null for one that is over, or that a person was told about. */
function stuckFrom({ state, paidBy, createdAt, sentAt, toldAt }: CarriedRefund, windows: RefundWindows): number | null {
  if (toldAt !== null || state === 'succeeded' || state === 'failed') return null
  // Taken on, or in the platform's hands: money is on its way. Else nobody knows whether it moved, or could not ask yet.
  const isUnderWay = paidBy === 'platform' || state === 'accepted'
  // A part of a millisecond would be cut off a look's time, which then came too early for ever.
  return Math.ceil(Date.parse(sentAt ?? createdAt) + (isUnderWay ? windows.paymentHours : windows.unansweredHours) * hourMs)
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** A refund to the buyer's balance takes about five minutes (platforms.md section 5). */
const waitsMs = [5000, 15_000, minuteMs, 5 * minuteMs, 15 * minuteMs, 30 * minuteMs, hourMs]
