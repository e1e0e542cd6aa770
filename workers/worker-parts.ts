import type { BlobStore } from '../src/ports/blobs.js'
import type { JobQueue } from '../src/ports/jobs.js'
import type { NoticeSenders } from '../src/ports/notices.js'
import type { OrderSource } from '../src/ports/orders.js'
import type { PaymentChannels } from '../src/ports/payments.js'
import type { EvidenceReader } from '../src/ports/reading.js'
import type { Store } from '../src/ports/store.js'
import type { WebhookSender } from '../src/ports/webhooks.js'

/** What the workers need of the outside; `compose` puts it together. */
export interface WorkerParts {
  readonly store: Store
  readonly queue: JobQueue
  readonly blobs: BlobStore
  readonly reader: EvidenceReader
  readonly webhooks: WebhookSender
  readonly orders: OrderSource | null
  readonly payments: PaymentChannels
  readonly notices: NoticeSenders
  /** Where browsers reach the service; null: it is not known. */
  readonly publicUrl: string | null
  readonly now: () => Date
}
