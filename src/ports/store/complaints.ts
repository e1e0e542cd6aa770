import type { Channel } from '../../model/order.js'
import type { PaymentNumbers } from '../payments.js'
import type { Page, PageAsk } from './page.js'

/** A complaint as its channel told it, whether or not the order is known; what it means for an order stands in `disputes`. */
export interface ComplaintRow extends NewComplaint {
  /** `cmp_…` */
  readonly id: string
  readonly createdAt: string
  readonly updatedAt: string
}

export interface NewComplaint {
  readonly channel: Channel
  /** The channel's own. */
  readonly number: string
  readonly state: 'open' | 'closed'
  /** ISO 8601: when the channel said so. */
  readonly at: string
  readonly payments: readonly PaymentNumbers[]
  /** What the payer wrote. */
  readonly words: string
}

export interface ComplaintRows {
  /** One a number for ever; the latest word (`at`) counts, whatever comes first. `changed`: its state is another than before. */
  put(complaint: NewComplaint): Promise<{ readonly row: ComplaintRow; readonly changed: boolean }>
  get(complaintId: string): Promise<ComplaintRow | null>
  /** Of all that are about any of these numbers of a payment, oldest first. */
  ofPayment(numbers: readonly string[]): Promise<readonly ComplaintRow[]>
  /** Newest first. */
  list(ask: PageAsk & { readonly state?: ComplaintRow['state'] }): Promise<Page<ComplaintRow>>
}
