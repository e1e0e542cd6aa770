import type { TrustTier } from './buyer.js'
import type { Policy } from './policy.js'
import type { Outcome, RuleName } from './verdict.js'

/** What a replay or a shadow judges by. */
export interface CandidatePolicies {
  /** For every case without an entry below; null: such cases are not concerned. */
  readonly platform: Policy | null
  /** By merchant id. */
  readonly merchants: Readonly<Record<string, Policy>>
}

/** A verdict as far as policies are compared by it. */
export interface JudgedAs {
  readonly outcome: Outcome
  readonly rule: RuleName
  readonly tier: TrustTier
  /** Paid automatically. */
  readonly paidFen: number
  /** The policy it was made under. */
  readonly policyVersion: string
}

/** One case under its own policy and under the candidate; `will` is null where the candidate does not concern it. */
export interface ComparedCase {
  readonly caseId: string
  readonly was: JudgedAs
  readonly will: JudgedAs | null
}

/** A case that ends otherwise. */
export interface Flip extends ComparedCase {
  readonly will: JudgedAs
}

/** Sums of compared cases; adding two gives the sums of both. Keys are words with blanks between. */
export interface Tally {
  readonly cases: number
  readonly flips: number
  /** Cases by `outcome rule outcome rule`, before and after; flips only. */
  readonly changes: Readonly<Record<string, number>>
  /** By `tier outcome`. */
  readonly before: Readonly<Record<string, TallyLine>>
  readonly after: Readonly<Record<string, TallyLine>>
}

export interface TallyLine {
  readonly cases: number
  readonly paidFen: number
}

/** One side of a comparison. */
export interface DifferenceSide {
  readonly cases: number
  readonly paidFen: number
  readonly paidFenByOutcome: Readonly<Record<string, number>>
  /** Cases that ask the buyer for more. */
  readonly asks: number
  /** Cases that go to a person. */
  readonly reviews: number
  readonly reviewHours: number
}

interface BeforeAndAfter {
  readonly before: DifferenceSide
  readonly after: DifferenceSide
}

/** What another policy would change. */
export interface PolicyDifference extends BeforeAndAfter {
  readonly cases: number
  readonly flips: number
  /** Most cases first. */
  readonly changes: readonly { readonly from: OutcomeAndRule; readonly to: OutcomeAndRule; readonly cases: number }[]
  readonly byTier: Readonly<Record<TrustTier, BeforeAndAfter>>
}

interface OutcomeAndRule {
  readonly outcome: string
  readonly rule: string
}
