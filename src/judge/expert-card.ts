import type { Signal, SignalCode, SignalGroup } from '../model/signal.js'

type Strength = 'strong' | 'medium' | 'weak' | 'said'

/** What one signal is worth on day 0: its group, its fixed sign, its weight, and whether it alone vetoes every automatic payment. */
export interface CardLine {
  readonly group: SignalGroup
  readonly leans: Signal['leans']
  readonly strength: Strength
  readonly veto?: true
}

/**
 * The expert card of trust.md ("Signals, best first"; weights under "The decision"). What a picture shows in the buyer's favour
 * weighs little: a screenshot can veto a payment, it can never earn one. The buyer's trust is `said` only: it is the prior.
 */
export const expertCard: Readonly<Record<SignalCode, CardLine>> = {
  'order-number-matches': { group: 'match', leans: 'for', strength: 'strong' },
  'order-number-differs': { group: 'match', leans: 'against', strength: 'strong', veto: true },
  'order-number-unclear': { group: 'match', leans: 'neither', strength: 'said' },
  'payment-number-matches': { group: 'match', leans: 'for', strength: 'medium' },
  'payment-number-differs': { group: 'match', leans: 'against', strength: 'strong', veto: true },
  'key-matches': { group: 'match', leans: 'for', strength: 'strong' },
  'key-differs': { group: 'match', leans: 'against', strength: 'strong', veto: true },
  'key-unclear': { group: 'match', leans: 'neither', strength: 'said' },
  'amount-matches': { group: 'match', leans: 'for', strength: 'weak' },
  'amount-differs': { group: 'match', leans: 'against', strength: 'medium', veto: true },
  'paid-time-matches': { group: 'match', leans: 'for', strength: 'weak' },
  'paid-time-differs': { group: 'match', leans: 'against', strength: 'medium', veto: true },
  'product-matches': { group: 'match', leans: 'for', strength: 'weak' },

  'claimed-by-another-buyer': { group: 'record', leans: 'against', strength: 'strong' },
  'claimed-number-differs': { group: 'record', leans: 'against', strength: 'strong' },
  'record-contradicts-itself': { group: 'record', leans: 'neither', strength: 'said' },
  'key-is-a-sentence': { group: 'record', leans: 'for', strength: 'strong' },
  'record-shows-delivery': { group: 'record', leans: 'against', strength: 'medium' },
  'second-payment-on-record': { group: 'record', leans: 'for', strength: 'strong' },
  'written-promise': { group: 'record', leans: 'for', strength: 'medium' },
  'merchant-objects': { group: 'record', leans: 'against', strength: 'medium' },
  'merchant-consents': { group: 'record', leans: 'for', strength: 'strong' },

  'key-used-by-other-before-delivery': { group: 'issuer', leans: 'for', strength: 'strong' },
  'key-used-by-other': { group: 'issuer', leans: 'for', strength: 'strong' },
  'key-used-by-buyer': { group: 'issuer', leans: 'against', strength: 'strong' },
  'key-used-by-unknown': { group: 'issuer', leans: 'against', strength: 'medium' },
  'key-unused': { group: 'issuer', leans: 'for', strength: 'weak' },
  'key-unused-though-claimed-used': { group: 'issuer', leans: 'against', strength: 'strong' },

  'failure-shown': { group: 'failure', leans: 'for', strength: 'weak' },
  'failure-not-tied-to-order': { group: 'failure', leans: 'against', strength: 'weak' },
  'success-shown': { group: 'failure', leans: 'against', strength: 'strong', veto: true },
  'error-points-at-product': { group: 'failure', leans: 'for', strength: 'weak' },
  'error-points-at-user': { group: 'failure', leans: 'against', strength: 'medium' },
  'error-points-at-service': { group: 'failure', leans: 'against', strength: 'medium' },
  'error-code-unknown': { group: 'failure', leans: 'neither', strength: 'said' },
  'statement-code-differs': { group: 'failure', leans: 'against', strength: 'weak' },

  'support-confirms-fault': { group: 'third-party', leans: 'for', strength: 'medium' },
  'support-blames-buyer': { group: 'third-party', leans: 'against', strength: 'medium' },
  'private-contact': { group: 'third-party', leans: 'against', strength: 'weak' },
  'licence-status-bad': { group: 'third-party', leans: 'for', strength: 'medium' },
  'licence-status-good': { group: 'third-party', leans: 'against', strength: 'medium', veto: true },

  'times-in-order': { group: 'time', leans: 'for', strength: 'weak' },
  'failure-before-delivery': { group: 'time', leans: 'against', strength: 'strong', veto: true },
  'time-after-upload': { group: 'time', leans: 'against', strength: 'strong', veto: true },
  'clock-before-page-time': { group: 'time', leans: 'against', strength: 'medium', veto: true },
  'clock-runs-backward': { group: 'time', leans: 'against', strength: 'medium', veto: true },
  'number-date-differs': { group: 'time', leans: 'against', strength: 'medium', veto: true },

  'recording-cut': { group: 'recording', leans: 'against', strength: 'medium', veto: true },
  'recording-clock-jump': { group: 'recording', leans: 'against', strength: 'medium', veto: true },
  'recording-reversed': { group: 'recording', leans: 'against', strength: 'medium', veto: true },
  'recording-speed-changed': { group: 'recording', leans: 'against', strength: 'medium', veto: true },
  'recording-still': { group: 'recording', leans: 'against', strength: 'medium', veto: true },
  // chat apps write files anew: it says nothing of whoever sent it
  'recording-re-encoded': { group: 'recording', leans: 'neither', strength: 'said' },
  'recording-continuous': { group: 'recording', leans: 'for', strength: 'weak' },
  // made after the code was issued, for this case: no old or borrowed recording (trust.md)
  'challenge-code-shown': { group: 'recording', leans: 'for', strength: 'strong' },
  'typed-key-matches': { group: 'match', leans: 'for', strength: 'medium' },
  'typed-key-differs': { group: 'match', leans: 'against', strength: 'strong', veto: true },

  'same-file-in-another-claim': { group: 'reuse', leans: 'against', strength: 'strong', veto: true },
  'same-image-id-other-content': { group: 'reuse', leans: 'against', strength: 'strong', veto: true },
  'value-in-another-claim': { group: 'reuse', leans: 'against', strength: 'strong', veto: true },
  'same-shot-other-values': { group: 'reuse', leans: 'against', strength: 'strong', veto: true },

  'ai-generated-label': { group: 'metadata', leans: 'against', strength: 'strong', veto: true },
  'content-credentials-present': { group: 'metadata', leans: 'against', strength: 'strong', veto: true },
  'editor-in-metadata': { group: 'metadata', leans: 'against', strength: 'weak' },
  'instruction-in-picture': { group: 'pixel', leans: 'against', strength: 'strong', veto: true },

  'buyer-trust-high': { group: 'account', leans: 'for', strength: 'said' },
  'buyer-trust-low': { group: 'account', leans: 'against', strength: 'said' },

  'evidence-unreadable': { group: 'quality', leans: 'neither', strength: 'said' },
  'evidence-redacted': { group: 'quality', leans: 'neither', strength: 'said' },
  'evidence-poor': { group: 'quality', leans: 'against', strength: 'weak' },
  'chain-complete': { group: 'quality', leans: 'for', strength: 'weak' },
  'chain-incomplete': { group: 'quality', leans: 'neither', strength: 'said' },
}

/** Whether this signal alone keeps the machine from paying: trust.md's vetoes and everything else that weighs against at medium or more. */
export function isSuspicious(signal: Signal): boolean {
  const line = expertCard[signal.code]
  return line.veto === true || (line.leans === 'against' && (line.strength === 'strong' || line.strength === 'medium'))
}
