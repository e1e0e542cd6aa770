import type { Payout } from './verdict.js'

/**
 * How far a refund is. `requested`: the channel has not answered yet; `accepted`: it has, and the money is on its way;
 * `unknown`: the answer was lost, so it is asked about under the same number, never sent under another.
 */
export type RefundState = 'requested' | 'accepted' | 'unknown' | 'succeeded' | 'failed'

/** Money that a case gives back, by whose decision. */
export interface RefundOrder {
  readonly caseId: string
  readonly orderNumber: string
  readonly payout: Payout
  /** `machine`, or the id of the person who decided. */
  readonly decidedBy: string
  /** Shown to the buyer by the channel. */
  readonly reason: string
}
