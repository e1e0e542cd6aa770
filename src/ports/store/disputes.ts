import type { Channel } from '../../model/order.js'

/** A complaint that a payment channel told us itself. */
export interface DisputeRow {
  readonly channel: Channel
  readonly number: string
  readonly orderNumber: string
  readonly state: 'open' | 'closed'
  readonly words: string
  readonly at: string
}

export interface DisputeRows {
  /** The latest word (`at`) counts, whatever comes first. True when the dispute's state is another than before. */
  put(dispute: DisputeRow): Promise<boolean>
  /** Latest first. */
  ofOrder(orderNumber: string): Promise<readonly DisputeRow[]>
}
