import type { Channel } from '../../model/order.js'
import type { RefundState } from '../../model/refund.js'
import type { CapUse } from './exposure.js'
import type { Page, PageAsk } from './page.js'

/** What a person says became of a refund; it counts when a second person says the same. */
export interface RefundStatement {
  readonly person: string
  readonly state: 'succeeded' | 'failed'
  /** What proves it. */
  readonly words: string
  readonly at: string
}

/** Money given back under one number for ever. */
export interface RefundRow {
  /** `ref_…` */
  readonly id: string
  /** What the channel knows it by. */
  readonly number: string
  readonly caseId: string
  readonly orderNumber: string
  readonly paymentNumber: string | null
  readonly merchantOrderNumber: string | null
  readonly channel: Channel
  /** Who moves the money; null until it is first carried. Never changes then: a platform that was asked to pay must not be overtaken by us. */
  readonly paidBy: 'channel' | 'platform' | null
  readonly amountFen: number
  /** Of the payment it goes back to. */
  readonly totalFen: number
  /** Of all payments of the order, when this was ordered. */
  readonly paidInFen: number
  readonly state: RefundState
  /** `machine`, or the id of the person who decided. */
  readonly decidedBy: string
  readonly reason: string
  /** How often it was taken up. */
  readonly attempts: number
  /** Not looked at before then; null when it waits no more. */
  readonly nextAt: string | null
  /** When it was first about to be sent: before that nobody else can have heard of it. */
  readonly sentAt: string | null
  /** When a person was told that it takes too long. */
  readonly toldAt: string | null
  readonly settledAt: string | null
  readonly channelRefundNumber: string | null
  /** The last that was heard of it, in words. */
  readonly lastAnswer: string | null
  readonly statement: RefundStatement | null
  /** What it holds of the caps; empty when a person decided, or when it was given back. */
  readonly reserved: readonly CapUse[]
  readonly createdAt: string
  readonly updatedAt: string
}

export type NewRefund = Pick<
  RefundRow,
  | 'caseId'
  | 'orderNumber'
  | 'paymentNumber'
  | 'merchantOrderNumber'
  | 'channel'
  | 'amountFen'
  | 'totalFen'
  | 'paidInFen'
  | 'decidedBy'
  | 'reason'
  | 'reserved'
  | 'nextAt'
>

export type RefundChange = Partial<
  Pick<
    RefundRow,
    'state' | 'paidBy' | 'nextAt' | 'sentAt' | 'toldAt' | 'settledAt' | 'channelRefundNumber' | 'lastAnswer' | 'statement' | 'reserved'
  >
>

export type TakenRefund =
  | { readonly is: 'taken'; readonly refund: RefundRow }
  /** `settled`: it is over. `early`: its time has not come, or another is at it. */
  | { readonly is: 'settled' | 'early' | 'unknown' }

export interface RefundRows {
  /** Whoever else locks this order's money waits until this transaction ends. After the case, before its refunds. */
  lockOrder(orderNumber: string): Promise<void>
  /** In state `requested`. The order is locked. */
  add(refund: NewRefund): Promise<RefundRow>
  get(refundId: string): Promise<RefundRow | null>
  findByNumber(number: string): Promise<RefundRow | null>
  /** Oldest first. */
  ofOrder(orderNumber: string): Promise<readonly RefundRow[]>
  /** Oldest first. */
  ofCase(caseId: string): Promise<readonly RefundRow[]>
  /** Money that came back to this buyer since then (ISO 8601), over all its cases. */
  paidTo(buyerId: string, since: string): Promise<number>
  /** Newest first. */
  list(ask: PageAsk & { readonly caseId?: string; readonly orderNumber?: string; readonly state?: RefundState }): Promise<Page<RefundRow>>
  /**
   * Takes it up when it is its turn: one more attempt is counted, and until `now + leaseMs` nobody else gets it, unless this
   * process is not heard of for ten seconds (`processes.beat`).
   */
  take(refundId: string, now: string, leaseMs: number): Promise<TakenRefund>
  /** Whether this process took it up last, and nobody else can take this process for ended for so long. */
  isHeld(refundId: string, forMs: number): Promise<boolean>
  /** Null when there is no such refund. The order is locked. Setting `nextAt` gives it out of hand. */
  change(refundId: string, change: RefundChange): Promise<RefundRow | null>
}
