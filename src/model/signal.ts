import type { Sentence } from './field.js'
import type { Box } from './reading.js'

/** Every thing a judge can say it saw. Closed: a code that is not here does not compile. */
export type SignalCode =
  // match: does the evidence show this order
  | 'order-number-matches'
  | 'order-number-differs'
  | 'order-number-unclear'
  | 'payment-number-matches'
  | 'payment-number-differs'
  | 'key-matches'
  | 'key-differs'
  | 'key-unclear'
  | 'amount-matches'
  | 'amount-differs'
  | 'paid-time-matches'
  | 'paid-time-differs'
  | 'product-matches'
  // record: what the platform's own record says
  | 'claimed-by-another-buyer'
  | 'claimed-number-differs'
  | 'record-contradicts-itself'
  | 'key-is-a-sentence'
  | 'record-shows-delivery'
  | 'second-payment-on-record'
  | 'written-promise'
  | 'merchant-objects'
  | 'merchant-consents'
  // issuer: key status
  | 'key-used-by-other-before-delivery'
  | 'key-used-by-other'
  | 'key-used-by-buyer'
  | 'key-used-by-unknown'
  | 'key-unused'
  | 'key-unused-though-claimed-used'
  // failure: what the pictures show of it
  | 'failure-shown'
  | 'failure-not-tied-to-order'
  | 'success-shown'
  | 'error-points-at-product'
  | 'error-points-at-user'
  | 'error-points-at-service'
  | 'error-code-unknown'
  | 'statement-code-differs'
  // third party
  | 'support-confirms-fault'
  | 'support-blames-buyer'
  | 'private-contact'
  | 'licence-status-bad'
  | 'licence-status-good'
  // time
  | 'times-in-order'
  | 'failure-before-delivery'
  | 'time-after-upload'
  | 'clock-before-page-time'
  | 'clock-runs-backward'
  | 'number-date-differs'
  // recording: how it was made, and what is done in it
  | 'recording-cut'
  | 'recording-clock-jump'
  | 'recording-reversed'
  | 'recording-speed-changed'
  | 'recording-still'
  | 'recording-re-encoded'
  | 'recording-continuous'
  | 'challenge-code-shown'
  | 'typed-key-matches'
  | 'typed-key-differs'
  // reuse
  | 'same-file-in-another-claim'
  | 'same-image-id-other-content'
  | 'value-in-another-claim'
  | 'same-shot-other-values'
  // integrity
  | 'ai-generated-label'
  | 'content-credentials-present'
  | 'editor-in-metadata'
  | 'instruction-in-picture'
  // account
  | 'buyer-trust-high'
  | 'buyer-trust-low'
  // quality
  | 'evidence-unreadable'
  | 'evidence-redacted'
  | 'evidence-poor'
  | 'chain-complete'
  | 'chain-incomplete'

/** Signals of one group are correlated: only the strongest of each direction counts in the score. */
export type SignalGroup =
  | 'match'
  | 'record'
  | 'issuer'
  | 'failure'
  | 'third-party'
  | 'time'
  | 'recording'
  | 'reuse'
  | 'metadata'
  | 'pixel'
  | 'account'
  | 'quality'

/** One thing that was seen, in a whole sentence shown to the reviewer as it stands; never what to do about it. */
export interface Signal {
  readonly code: SignalCode
  readonly group: SignalGroup
  readonly leans: 'for' | 'against' | 'neither'
  /** Log likelihood ratio: strong 3, medium 1.5, weak 0.5; 0 when it is only said. Never negative: `leans` is the sign. */
  readonly weight: number
  readonly because: Sentence
  /** Files it was seen in; empty when the record itself says it. */
  readonly seenIn: readonly string[]
  /** Where to look, for the report. */
  readonly at?: readonly { readonly file: string; readonly box: Box }[]
}
