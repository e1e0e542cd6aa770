import type { CaseState } from '../../model/case-life.js'
import type { ClaimReason } from '../../model/claim.js'
import type { Outcome, RuleName } from '../../model/verdict.js'
import type { CaseRow } from './cases.js'
import type { Page, PageAsk } from './page.js'

/**
 * `waiting`: for a person to decide it. `deciding`: a person's decision can still be taken back. `signing`: it waits for
 * another person's signature. `away`: it waits for no person.
 */
export type DeskStage = 'waiting' | 'deciding' | 'signing' | 'away'

/** Who has a case open before it, and until when (ISO 8601); after that it is as if nobody had. */
export interface Lease {
  readonly holder: string
  readonly until: string
}

/** Where a case lies on the desk of those who decide. */
export interface DeskRow {
  readonly caseId: string
  readonly stage: DeskStage
  /** Its place, lower first: minutes (`intake/plan-priority`). */
  readonly turn: number
  /** Its place but for the end of the time to sign, which may bring it up: it falls back to it when no signature is waited for. */
  readonly ownTurn: number
  /** Since when it waits for a person. */
  readonly since: string
  /** How many deadlines of a reviewer have passed since then. */
  readonly missed: number
  /** Of the case as of its last move, as what follows. */
  readonly state: CaseState
  readonly outcome: Outcome | null
  readonly deadlineAt: string | null
  /** Null once it is away, as the buyer's id. */
  readonly orderNumber: string | null
  readonly buyerId: string | null
  /** Of its order; null where none is known, as the amount. */
  readonly merchantId: string | null
  readonly amountFen: number | null
  /** Who gave the result that an appeal is against: it is not given to this one. */
  readonly barred: string | null
  /** Null for a case of the time before there was a desk, until its next move. */
  readonly reason: ClaimReason | null
  /** Of the latest verdict, as `rule`. */
  readonly confidence: number | null
  readonly rule: RuleName | null
  /** A person's id. */
  readonly assignee: string | null
  readonly lease: Lease | null
  /** Who signed first; set while it waits for the second signature. */
  readonly signer: string | null
  /** When that one's decision falls unsigned; set with `signer`. */
  readonly signUntil: string | null
}

/** All that are given must hold. */
export interface DeskFilter {
  readonly state?: 'in-review' | 'appeal-review'
  readonly needs?: 'review' | 'appeal' | 'second-signature'
  readonly reason?: ClaimReason
  readonly outcome?: Outcome
  readonly merchantId?: string
  /** Of the order, inclusive. */
  readonly amountFromFen?: number
  /** Exclusive. */
  readonly amountUntilFen?: number
  /** A person's id; null: nobody. */
  readonly assignee?: string | null
  readonly overdue?: boolean
  /** A part of the order number, the case id or the buyer id, whatever its case. */
  readonly search?: string
}

/** A case that waits for a person. */
export interface DeskLine extends DeskRow {
  readonly case: CaseRow
  /** Null where its order is not known. */
  readonly productName: string | null
}

/** Who asks, and when: `personId` is null for an API key, `now` ISO 8601. */
export interface DeskAsk {
  readonly personId: string | null
  readonly now: string
}

interface DeskCounts {
  readonly inReview: number
  readonly appealReview: number
  readonly secondSignature: number
  readonly overdue: number
  readonly held: number
  readonly mine: number
  readonly nobodys: number
}

export interface DeskRows {
  /** Sets where a case lies; assignee and lease of before stay. */
  put(row: Omit<DeskRow, 'assignee' | 'lease'>): Promise<void>
  get(caseId: string): Promise<DeskRow | null>
  /** As `get`, and whoever else locks it or would be given it by `takeNext` passes it by until this transaction ends. Lock its case before, where that is locked too. */
  lock(caseId: string): Promise<DeskRow | null>
  /** Takes it off, with who bought what and who holds it; the assignee stays. */
  putAway(caseId: string): Promise<void>
  /** Null when it was never on the desk. */
  change(
    caseId: string,
    change: Partial<Pick<DeskRow, 'stage' | 'turn' | 'signer' | 'signUntil' | 'lease' | 'assignee'>>,
  ): Promise<DeskRow | null>
  /** One case that waits, as `list` gives it; null when it does not wait. */
  line(caseId: string): Promise<DeskLine | null>
  /**
   * Leases the first case to this person that nobody holds, that is not assigned to another, that waits, and that the
   * person neither signed first, nor decided before an appeal, nor holds the second look at. Two who ask at the same moment are given two. Null: none.
   */
  takeNext(filter: DeskFilter, ask: { readonly personId: string; readonly now: string; readonly until: string }): Promise<string | null>
  /** In the order of turn. */
  list(ask: PageAsk & { readonly filter: DeskFilter; readonly now: string }): Promise<Page<DeskLine>>
  counts(ask: DeskAsk): Promise<DeskCounts>
}
