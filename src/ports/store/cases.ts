import type { CaseLife, CaseMoveName, CaseState, MoveSaid } from '../../model/case-life.js'
import type { Claim } from '../../model/claim.js'
import type { Outcome } from '../../model/verdict.js'
import type { Page, PageAsk } from './page.js'

/** A case, with where its life stands. */
export interface CaseRow extends CaseLife {
  /** `case_…` */
  readonly id: string
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
  /** The platform's own words for it, given back as they are. */
  readonly reference: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

/** A row of a case's timeline: never changed. */
export interface CaseMoveRow {
  /** 1, 2, 3 … of the case. */
  readonly number: number
  readonly at: string
  /** `key_…`, a person's id, or `system`. */
  readonly actor: string
  readonly name: CaseMoveName
  readonly from: CaseState
  readonly to: CaseState
  readonly said: MoveSaid
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
  /**
   * Sets where the case's life stands and adds the moves that led there. Locks. Null when there is no such case.
   * Throws `internal` when one of the numbers is taken: the life was not read under a lock.
   */
  move(caseId: string, life: CaseLife, moves: readonly CaseMoveRow[]): Promise<CaseRow | null>
  /** Of a merchant: cases that are not closed, and how often it objected since then (ISO 8601). */
  tallyMerchant(merchantId: string, since: string): Promise<{ readonly open: number; readonly objections: number }>
  /** Of a case, oldest first. */
  timeline(caseId: string): Promise<readonly CaseMoveRow[]>
}
