import type { Channel } from '../model/order.js'

/** Which payment is meant; at least one number is given, and where both are the channel's own one counts. */
export interface PaymentNumbers {
  /** The channel's own number (Alipay trade_no, WeChat transaction_id). */
  readonly paymentNumber: string | null
  /** What the shop called it at the channel (out_trade_no). */
  readonly merchantOrderNumber: string | null
}

/** Which refund is meant. */
export interface RefundAsk extends PaymentNumbers {
  /** Ours, one a refund for ever: at most 64 letters and digits (Alipay out_request_no, WeChat out_refund_no). */
  readonly refundNumber: string
  /** What this refund gives back: an answer with another amount is `payment-answer-unclear`. */
  readonly amountFen: number
}

export interface RefundRequest extends RefundAsk {
  /** What was paid in this payment. */
  readonly totalFen: number
  /** Shown to the buyer by the channel; the channel's adapter shortens it where it must. */
  readonly reason: string
}

/** What the channel says of one refund. */
export type RefundAnswer =
  /** On its way: to be asked about. */
  | { readonly is: 'accepted'; readonly channelRefundNumber: string | null }
  | {
      readonly is: 'succeeded'
      /** ISO 8601 with offset. */
      readonly at: string
      /** The channel's own number of the refund; null where it has none (Alipay). */
      readonly channelRefundNumber: string | null
      /** Of this refund alone, never the payment's total. */
      readonly refundedFen: number
    }
  /** The channel says definitely no: nothing moved under this number, and nothing will. */
  | { readonly is: 'failed'; readonly final: true; readonly code: string; readonly words: string }

/** The channel knows no refund under this number: it may be sent, under the same number. */
export interface RefundNotFound {
  readonly is: 'not-found'
}

export interface TradeState {
  /** `closed`: never paid or wholly refunded, nobody knows which; `finished`: paid, and the channel refunds it no more. */
  readonly state: 'paid' | 'finished' | 'closed' | 'unpaid' | 'not-found'
  /** Null where the channel does not say. */
  readonly totalFen: number | null
  /** All that the channel gave back of it so far; null where it does not say. */
  readonly refundedFen: number | null
}

/** What a channel tells unasked, its signature verified. `noticeId` is the same when the same notice comes again. */
export type PaymentNotice =
  | { readonly is: 'refund'; readonly noticeId: string; readonly refundNumber: string; readonly answer: RefundAnswer }
  | {
      readonly is: 'dispute'
      readonly noticeId: string
      /** The channel's number of the complaint. */
      readonly disputeNumber: string
      readonly state: 'open' | 'closed'
      /** ISO 8601 with offset. */
      readonly at: string
      readonly payments: readonly PaymentNumbers[]
      /** What the payer wrote. */
      readonly words: string
    }
  /** Nothing that concerns us. */
  | { readonly is: 'other'; readonly noticeId: string; readonly kind: string }

/**
 * One merchant account at one channel. Every method throws `payment-channel-unavailable` when no answer came, and
 * `payment-answer-unclear` for an answer that is not to be believed (wrong signature, number or amount, unknown words):
 * after either nobody knows whether money moved.
 */
export interface PaymentChannel {
  /** Sends the same number any number of times: the channel pays it once. */
  refund(request: RefundRequest): Promise<RefundAnswer>
  queryRefund(ask: RefundAsk): Promise<RefundAnswer | RefundNotFound>
  queryTrade(ask: PaymentNumbers): Promise<TradeState>
  /** `headers` with lower-case names; `rawBody` as it came. Throws `notice-refused` when it is not the channel's. May ask the channel for what the notice leaves out. */
  parseNotice(headers: Readonly<Record<string, string>>, rawBody: Uint8Array): Promise<PaymentNotice>
  /** The body that tells the channel its notice is kept (Alipay `success`); empty where the status says it. */
  readonly acknowledgement: string
}

export interface PaymentChannels {
  /** Null: the platform pays itself. */
  of(platformId: string, channel: Channel): PaymentChannel | null
}
