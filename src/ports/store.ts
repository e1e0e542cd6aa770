import type { CaseMemory } from '../ports.js'
import type { AuditRows } from './store/audit.js'
import type { CaseRows } from './store/cases.js'
import type { ComplaintRows } from './store/complaints.js'
import type { DecisionRows } from './store/decisions.js'
import type { DeletionRows } from './store/deletions.js'
import type { DeskRows } from './store/desk.js'
import type { DisputeRows } from './store/disputes.js'
import type { EndpointRows } from './store/endpoints.js'
import type { DeliveryRows, EventRows } from './store/events.js'
import type { EvidenceRows, ReadingRows } from './store/evidence.js'
import type { BreakerRows, ExposureRows } from './store/exposure.js'
import type { FactsRows } from './store/facts.js'
import type { IdempotencyRows } from './store/idempotency.js'
import type { LedgerRows } from './store/ledger.js'
import type { NoteRows } from './store/notes.js'
import type { NoticeRows } from './store/notices.js'
import type { OrderRows } from './store/orders.js'
import type { OutboxRows } from './store/outbox.js'
import type { PersonRows, SessionRows } from './store/people.js'
import type { PolicyDraftRows, PolicyRows } from './store/policies.js'
import type { RefundRows } from './store/refunds.js'
import type { ReplayRows, ShadowRows } from './store/replays.js'
import type { SecondLookRows } from './store/second-looks.js'
import type { SystemRows } from './store/system.js'
import type { VerdictRows } from './store/verdicts.js'
import type { ViewRows } from './store/views.js'

/**
 * Where everything lasts that was acknowledged. One call of `inPlatform` or `inAll` is one transaction: when it
 * resolves, all of it is kept; when it rejects, nothing is. `work` may be run again when transactions get in each other's
 * way, so it does nothing but ask and change rows. Ids are prefixed ULIDs in lower case, times ISO 8601 with offset, money fen.
 * Every method throws `text-invalid` for text that holds U+0000 where a column holds text, and `store-unavailable` when
 * the database cannot be reached.
 */
export interface Store {
  /** Everything seen and changed belongs to this platform; another's rows are as if they were not there. */
  inPlatform<T>(platformId: string, work: (rows: PlatformRows) => Promise<T>): Promise<T>
  /**
   * As `inPlatform` for who only looks, which is quicker: what is asked in one go is of one moment or close to it, and a
   * change throws.
   */
  lookInPlatform<T>(platformId: string, work: (rows: PlatformRows) => Promise<T>): Promise<T>
  /**
   * The same for a merchant of the platform: of orders, cases and evidence only its own are there, without what is known
   * of buyers beyond their claims, and no verdict, API key or person. Throws `internal` without a merchant.
   */
  inMerchant<T>(platformId: string, merchantId: string, work: (rows: PlatformRows) => Promise<T>): Promise<T>
  /** For the service itself: keys, the relay, the sweepers. Never for a caller's question. */
  inAll<T>(work: (rows: SystemRows) => Promise<T>): Promise<T>
  /** Resolves when the database answers; throws `store-unavailable`. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** The rows of one platform, by aggregate. */
export interface PlatformRows {
  readonly platformId: string
  readonly orders: OrderRows
  readonly cases: CaseRows
  readonly evidence: EvidenceRows
  readonly readings: ReadingRows
  readonly verdicts: VerdictRows
  readonly policies: PolicyRows
  readonly policyDrafts: PolicyDraftRows
  readonly facts: FactsRows
  readonly replays: ReplayRows
  readonly shadows: ShadowRows
  /** Keeps keyed hashes and sealed values: no card key lies in it in clear. A case remembered again replaces its trace. */
  readonly memory: CaseMemory
  readonly refunds: RefundRows
  readonly ledger: LedgerRows
  readonly exposure: ExposureRows
  readonly breaker: BreakerRows
  readonly disputes: DisputeRows
  readonly complaints: ComplaintRows
  readonly events: EventRows
  readonly endpoints: EndpointRows
  readonly deliveries: DeliveryRows
  readonly outbox: OutboxRows
  readonly idempotency: IdempotencyRows
  readonly audit: AuditRows
  readonly deletions: DeletionRows
  readonly notices: NoticeRows
  readonly people: PersonRows
  readonly sessions: SessionRows
  readonly desk: DeskRows
  readonly decisions: DecisionRows
  readonly secondLooks: SecondLookRows
  readonly notes: NoteRows
  readonly views: ViewRows
}
