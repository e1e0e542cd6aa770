import type { Claim } from '../../model/claim.js'
import type { Outcome } from '../../model/verdict.js'
import type { Page, PageAsk } from './page.js'

/**
 * Where a case stands. `open`: the machine is at work; `decided`: a payment is decided and not yet carried out to its end;
 * `closed`: over. All but `closed` count as the one open case of its order.
 */
export type CaseState = 'open' | 'needs-evidence' | 'merchant-window' | 'in-review' | 'on-hold' | 'decided' | 'closed'

export interface CaseRow {
  /** `case_…` */
  readonly id: string
  readonly state: CaseState
  /** Grows with each change of what the case is judged by; starts at 1. */
  readonly revision: number
  /** The claim it is judged by. */
  readonly claim: Claim
  /** Claims of the same order that joined, oldest first. */
  readonly laterClaims: readonly Claim[]
  /** Null when the claim names no order. */
  readonly orderNumber: string | null
  readonly buyerId: string
  /** Of the latest verdict; null before the first. */
  readonly outcome: Outcome | null
  /** Revision of the latest verdict; null before the first. */
  readonly judgedRevision: number | null
  /** The end of the deadline that the latest verdict waits for; null when it waits for none. */
  readonly until: string | null
  /** The platform's own words for it, given back as they are. */
  readonly reference: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

export interface NewCase {
  readonly claim: Claim
  /** The order's number as the platform knows it; null: the case stands alone. */
  readonly orderNumber: string | null
  readonly reference?: string | null
}

export interface OpenedCaseRow {
  readonly row: CaseRow
  /** True when the order had an open case: the claim was put with that one's `laterClaims`, and `row` is the first case. */
  readonly joined: boolean
}

/** All that are given must hold. Times bound `createdAt`: from inclusive, until exclusive. */
export interface CaseFilter {
  readonly state?: CaseState
  readonly outcome?: Outcome
  readonly orderNumber?: string
  readonly buyerId?: string
  readonly from?: string
  readonly until?: string
}

export interface CaseRows {
  /** One open case an order, also when two claims come at the same moment. */
  open(claim: NewCase): Promise<OpenedCaseRow>
  get(caseId: string): Promise<CaseRow | null>
  /**
   * As `get`, and whoever else locks, touches or changes this case waits until this transaction ends. Lock before asking
   * whether evidence still waits: of two readings that end together, the later one then sees the earlier.
   */
  lock(caseId: string): Promise<CaseRow | null>
  /** The open case of an order. */
  openOf(orderNumber: string): Promise<CaseRow | null>
  /** Newest first. */
  list(ask: PageAsk & CaseFilter): Promise<Page<CaseRow>>
  /** Raises the revision by one, and sets the claim when one is given. Locks. Null when there is no such case. */
  touch(caseId: string, change?: { readonly claim?: Claim }): Promise<CaseRow | null>
  /** Locks. Null when there is no such case. */
  setState(caseId: string, state: CaseState): Promise<CaseRow | null>
}
