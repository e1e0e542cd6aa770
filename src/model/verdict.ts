import type { TrustTier } from './buyer.js'
import type { EvidenceKind } from './evidence.js'
import type { Sentence } from './field.js'
import type { Signal } from './signal.js'

export type Outcome = 'instant-refund' | 'refund' | 'merchant-window' | 'more-evidence' | 'review' | 'not-eligible' | 'hold'

/** The rows of the rule table in `judge/decide`, in its order. What no rule covers ends in `no-rule`: a person. */
export type RuleName =
  // plain facts of the order, in the order of rules.md section 2
  | 'order-not-found'
  | 'already-refunded'
  | 'dispute-won-by-buyer'
  | 'dispute-open'
  | 'unpaid'
  | 'closed-after-payment'
  | 'record-contradicts-itself'
  | 'outside-window'
  | 'changed-mind-with-promise'
  | 'changed-mind'
  // whoever claims is not who bought: no paying road from here
  | 'claimant-is-not-the-buyer'
  // paid, not delivered
  | 'undelivered-suspicious'
  | 'undelivered-instant'
  | 'undelivered-cannot-deliver'
  | 'undelivered-question-ran-out'
  | 'undelivered-waiting'
  // delivered: what record and issuer say
  | 'duplicate-payment-suspicious'
  | 'duplicate-payment-on-record'
  | 'duplicate-payment-unproven'
  | 'delivered-on-record'
  | 'key-used-by-buyer'
  | 'issuer-contradicts-claim'
  // delivered: what the evidence says
  | 'contradiction'
  | 'support-blames-buyer'
  | 'key-used-by-unknown'
  | 'merchant-objects'
  | 'claim-too-vague'
  | 'evidence-unreadable'
  | 'chain-incomplete'
  | 'fault-of-user'
  | 'fault-of-service'
  | 'reason-needs-a-person'
  | 'score-too-low'
  | 'some-keys-not-shown'
  | 'instant-high-trust'
  | 'merchant-consents'
  | 'merchant-window-running'
  | 'low-trust-needs-a-person'
  | 'merchant-silent'
  | 'no-rule'

/** What a buyer can still supply. */
export interface MissingLink {
  readonly link:
    | 'order-number'
    | 'order-page'
    | 'failure'
    | 'account-record'
    | 'picture-of-delivery'
    | 'third-party'
    | 'tie-to-order'
    | 'clear-statement'
  readonly kinds: readonly EvidenceKind[]
  /** The question that would settle it, as shown to the buyer. */
  readonly ask: Sentence
}

/** Money to be given back on the path it came by. */
export interface Payout {
  /** The channel's number of the payment it goes back to; null where the platform's record has none. */
  readonly paymentNumber: string | null
  readonly amountFen: number
}

export interface Verdict {
  readonly case: string
  readonly outcome: Outcome
  readonly rule: RuleName
  /** How far the case supports the claim: 1 − p(bad claim); 1 where a plain fact of the record decides. */
  readonly confidence: number
  readonly trustTier: TrustTier
  readonly completeness: { readonly score: number; readonly missing: readonly MissingLink[] }
  readonly signals: readonly Signal[]
  /** The outcome in plain words for the buyer, with the way to a person. */
  readonly explanation: Sentence
  /** The end of the deadline this outcome waits for, ISO 8601 with offset; null when it waits for none. */
  readonly until: string | null
  /** What this outcome gives back; empty when it pays nothing. */
  readonly payouts: readonly Payout[]
  readonly policyVersion: string
}
