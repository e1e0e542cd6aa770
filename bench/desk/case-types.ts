/** What is right for a case: `part` pays some of it. */
export type RightDecision = 'pay' | 'part' | 'refuse' | 'ask'

/** A type of case: what is claimed, and why no machine decides it. */
export interface CaseType {
  /** Of the bundled case that stands for it. */
  readonly slug: string
  readonly name: string
  readonly decision: RightDecision
}

/**
 * The ten commonest types of those that come to people, as far as the bundled cases tell: a type is a claim's reason with the
 * rule that handed it over, and where that is a contradiction, with which one. First the three that are bundled more than once
 * (contradictions on a failed activation); of those bundled once, two more of failed activations, the commonest claim, and
 * then one of each other reason a shop sees daily. No shop's own figures are known yet.
 */
export const caseTypes: readonly CaseType[] = [
  { slug: 'contradiction-one-digit-off', name: 'activation-failed: another order number', decision: 'refuse' },
  { slug: 'contradiction-success-page', name: 'activation-failed: shows success', decision: 'refuse' },
  { slug: 'recording-cut-out', name: 'activation-failed: recording is cut', decision: 'refuse' },
  { slug: 'review-fault-of-service', name: 'activation-failed: service was down', decision: 'ask' },
  { slug: 'review-one-key-of-two', name: 'activation-failed: one key of two', decision: 'part' },
  { slug: 'review-key-used-by-buyer', name: 'key-already-used: by the buyer', decision: 'refuse' },
  { slug: 'review-support-blames-buyer', name: 'key-invalid: support blames the buyer', decision: 'refuse' },
  { slug: 'review-record-contradicts-itself', name: 'not-delivered: record contradicts itself', decision: 'pay' },
  { slug: 'review-duplicate-unproven', name: 'duplicate-payment: unproven', decision: 'ask' },
  { slug: 'review-changed-mind-promised', name: 'changed-mind: promised in writing', decision: 'pay' },
]
