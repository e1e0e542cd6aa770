import type { TrustTier } from '../model/buyer.js'
import type { ClaimReason } from '../model/claim.js'
import type { MerchantAnswer } from '../model/order.js'
import type { Outcome, RuleName } from '../model/verdict.js'
import type { Chain } from './check-chain.js'
import type { RecordFacts } from './read-record.js'
import type { IssuerSays } from './weigh-issuer.js'

/** All a decision looks at. Times in ms since 1970. */
export interface Facts {
  readonly nowMs: number
  readonly submittedMs: number
  readonly reason: ClaimReason
  readonly vague: boolean
  readonly record: RecordFacts
  readonly answer: MerchantAnswer['state'] | null
  readonly issuer: IssuerSays
  readonly chain: Chain
  readonly promised: boolean
  /** At least one signal that keeps the machine from paying (see the expert card). */
  readonly suspicious: boolean
  /** At least one of the expert card's vetoes, a contradiction among them. */
  readonly vetoed: boolean
  readonly supportBlamesBuyer: boolean
  readonly errorPointsAtUser: boolean
  readonly errorPointsAtService: boolean
  /** Something beyond the bare pictures of order and goods says that the goods are bad. */
  readonly faultShown: boolean
  readonly tier: TrustTier
  readonly badWithinLimit: boolean
  /** Instant refunds on, merchant opted in or platform-funded, amount within the cap, the money rule holds. */
  readonly instantAllowed: boolean
  /** When the merchant's objection window ends. */
  readonly merchantWindowEndMs: number
  /** When the buyer's time to supplement ends. */
  readonly supplementEndMs: number
}

interface Rule {
  readonly name: RuleName
  readonly outcome: Outcome
  readonly when: (facts: Facts) => boolean
  /** Where it is written. */
  readonly why: string
  /** A plain fact of the record decides, nothing is weighed. */
  readonly plainFact?: true
  /** The deadline the outcome waits for, in ms. */
  readonly until?: (facts: Facts) => number | null
}

const delivered = ({ record }: Facts) => record.delivery === 'delivered'
const undelivered = ({ record }: Facts) => record.delivery === 'undelivered'
const overdue = ({ record, nowMs }: Facts) => record.dueMs !== null && nowMs >= record.dueMs
const questionOver = ({ record, nowMs }: Facts) => record.questionEndMs !== null && nowMs >= record.questionEndMs
const outside = ({ record, submittedMs }: Facts) => record.windowEndMs !== null && submittedMs > record.windowEndMs
const silent = ({ answer }: Facts) => answer === null || answer === 'can-deliver' || answer === 'cannot-deliver'
const stockAwaited = ({ record, nowMs }: Facts) => (record.dueMs !== null && nowMs < record.dueMs ? record.dueMs : record.questionEndMs)
const supplement = ({ supplementEndMs }: Facts) => supplementEndMs

/** Clean, complete and likely enough to be paid by a machine at all (trust.md, "Gate"). */
const payable = (facts: Facts) =>
  delivered(facts) &&
  facts.reason !== 'other' &&
  facts.chain.score === 1 &&
  facts.chain.missing.length === 0 &&
  !facts.suspicious &&
  facts.badWithinLimit

// biome-ignore format: a table reads by its rows
/** The rule table: read from the top, the first that holds decides. What none covers goes to a person: money never moves by default. */
export const rules: readonly Rule[] = [
  // Plain facts of the order, in the order of rules.md section 2.
  { name: 'order-not-found', outcome: 'more-evidence', plainFact: true, when: ({ record }) => !record.found, until: supplement,
    why: 'section 1: orders are found by number, or by payment time and product' },
  { name: 'already-refunded', outcome: 'not-eligible', plainFact: true, when: ({ record }) => record.refundedInFull,
    why: 'section 2: refunded in full, never pay again' },
  { name: 'dispute-won-by-buyer', outcome: 'not-eligible', plainFact: true, when: ({ record }) => record.dispute === 'won-by-buyer',
    why: 'section 2: the channel has given the money back' },
  { name: 'dispute-open', outcome: 'hold', plainFact: true, when: ({ record }) => record.dispute === 'open',
    why: 'section 2: funds are frozen by the channel until the dispute ends' },
  { name: 'unpaid', outcome: 'not-eligible', plainFact: true, when: ({ record }) => record.unpaid,
    why: 'section 2: nothing to refund' },
  { name: 'closed-after-payment', outcome: 'review', when: ({ record }) => record.closedAfterPayment,
    why: 'platforms.md section 7: closed can mean refunded already, never pay on it' },
  { name: 'record-contradicts-itself', outcome: 'review', when: ({ record }) => record.delivery === 'unclear',
    why: 'section 2: status, times and goods must say the same before a road is taken' },
  { name: 'outside-window', outcome: 'not-eligible', plainFact: true, when: (f) => delivered(f) && outside(f),
    why: 'section 2: outside the filing window' },
  { name: 'changed-mind-with-promise', outcome: 'review', when: (f) => delivered(f) && f.reason === 'changed-mind' && f.promised,
    why: 'section 4: a written promise goes to a person' },
  { name: 'changed-mind', outcome: 'not-eligible', plainFact: true, when: (f) => delivered(f) && f.reason === 'changed-mind',
    why: 'section 4: delivered virtual goods have no no-reason return' },

  // Whoever claims is not who bought: no paying road from here on.
  { name: 'claimant-is-not-the-buyer', outcome: 'review', when: ({ record }) => record.claimedByAnother || record.claimedNumberDiffers,
    why: 'contracts.md: another buyer or number is a strong signal against' },

  // Paid, not delivered: the record decides, no proof is asked.
  { name: 'undelivered-suspicious', outcome: 'review', when: (f) => undelivered(f) && f.suspicious,
    why: 'section 6: any veto or contradiction goes to a person' },
  { name: 'undelivered-instant', outcome: 'instant-refund', plainFact: true, when: (f) => undelivered(f) && overdue(f) && f.answer !== 'can-deliver' && f.tier === 'high' && f.instantAllowed && f.badWithinLimit,
    why: 'section 2: instant for a high-trust buyer within caps once the delivery deadline has passed' },
  { name: 'undelivered-cannot-deliver', outcome: 'refund', plainFact: true, when: (f) => undelivered(f) && (f.answer === 'cannot-deliver' || f.answer === 'consents'),
    why: 'section 2: cannot deliver, forced refund' },
  { name: 'undelivered-question-ran-out', outcome: 'refund', plainFact: true, when: (f) => undelivered(f) && questionOver(f),
    why: 'section 2: no stock within the deadline, forced refund' },
  { name: 'undelivered-waiting', outcome: 'merchant-window', plainFact: true, when: (f) => undelivered(f) && f.record.questionEndMs !== null, until: stockAwaited,
    why: 'section 2: before the deadline, or while the question runs' },

  // Delivered goods.
  { name: 'duplicate-payment-suspicious', outcome: 'review', when: (f) => delivered(f) && f.reason === 'duplicate-payment' && f.suspicious,
    why: 'section 6: any veto or contradiction goes to a person' },
  { name: 'duplicate-payment-on-record', outcome: 'refund', plainFact: true, when: (f) => delivered(f) && f.reason === 'duplicate-payment' && f.record.surplus.length > 0,
    why: "section 3: two payments in the platform's record" },
  { name: 'duplicate-payment-unproven', outcome: 'review', when: (f) => delivered(f) && f.reason === 'duplicate-payment',
    why: 'section 3: pictures alone go to a person' },
  { name: 'delivered-on-record', outcome: 'review', when: (f) => delivered(f) && f.reason === 'not-delivered',
    why: 'section 2: the record shows delivery' },
  { name: 'key-used-by-buyer', outcome: 'review', when: (f) => delivered(f) && f.issuer === 'used-by-buyer',
    why: 'sections 3 and 4: used, then claimed invalid, goes to a person' },
  { name: 'issuer-contradicts-claim', outcome: 'review', when: (f) => delivered(f) && f.issuer === 'unused-though-claimed-used',
    why: 'section 3: unused speaks against key-already-used' },
  { name: 'contradiction', outcome: 'review', when: (f) => delivered(f) && f.vetoed,
    why: 'section 6: any veto or contradiction goes to a person, never a refusal' },
  { name: 'support-blames-buyer', outcome: 'review', when: (f) => delivered(f) && f.supportBlamesBuyer,
    why: 'section 3: official support that says the buyer erred goes to a person' },
  { name: 'key-used-by-unknown', outcome: 'review', when: (f) => delivered(f) && f.issuer === 'used-by-unknown',
    why: 'section 4: used, then claimed invalid, cannot be ruled out' },
  { name: 'merchant-objects', outcome: 'review', when: (f) => delivered(f) && f.answer === 'objects',
    why: 'section 6: an objection opens arbitration' },
  { name: 'claim-too-vague', outcome: 'more-evidence', when: (f) => delivered(f) && f.vague, until: supplement,
    why: 'section 1: answered at once with the question that would settle it' },
  { name: 'evidence-unreadable', outcome: 'more-evidence', when: (f) => delivered(f) && f.chain.missing.length > 0 && f.chain.unreadable, until: supplement,
    why: 'section 4: ask for the one missing thing' },
  { name: 'chain-incomplete', outcome: 'more-evidence', when: (f) => delivered(f) && f.chain.missing.length > 0, until: supplement,
    why: 'section 3: the links this reason needs' },
  { name: 'fault-of-user', outcome: 'review', when: (f) => delivered(f) && f.errorPointsAtUser,
    why: "section 3: the product's fault or the user's handling is the question to settle" },
  { name: 'fault-of-service', outcome: 'review', when: (f) => delivered(f) && f.errorPointsAtService,
    why: 'section 3: a fault of the service shows no fault of the product' },
  { name: 'reason-needs-a-person', outcome: 'review', when: (f) => delivered(f) && f.reason === 'other',
    why: 'section 3: no chain is written for this reason' },
  { name: 'score-too-low', outcome: 'review', when: (f) => delivered(f) && !f.badWithinLimit,
    why: 'trust.md, The decision: too likely a bad claim for a machine to pay' },
  { name: 'some-keys-not-shown', outcome: 'review', when: (f) => payable(f) && !f.chain.everyKeyShown,
    why: 'section 8: an order of several keys is not paid back in whole for some of them' },
  { name: 'instant-high-trust', outcome: 'instant-refund', when: (f) => payable(f) && f.tier === 'high' && f.instantAllowed && f.chain.tiedBeside && f.faultShown,
    why: 'section 6: high trust, complete consistent chain, within caps' },
  { name: 'merchant-consents', outcome: 'refund', when: (f) => payable(f) && f.answer === 'consents',
    why: 'section 6: the merchant has agreed' },
  { name: 'merchant-window-running', outcome: 'merchant-window', when: (f) => payable(f) && silent(f) && f.nowMs < f.merchantWindowEndMs, until: ({ merchantWindowEndMs }) => merchantWindowEndMs,
    why: 'section 6: the objection window runs' },
  { name: 'low-trust-needs-a-person', outcome: 'review', when: (f) => payable(f) && f.tier === 'low',
    why: 'section 6: silence never pays a low-trust buyer' },
  { name: 'merchant-silent', outcome: 'refund', when: (f) => payable(f) && silent(f),
    why: 'section 6: silence means consent' },

  { name: 'no-rule', outcome: 'review', when: () => true,
    why: 'architecture.md: what no rule covers goes to a person' },
]

/** What was decided, by which rule, and the deadline it waits for in ms (null when it waits for none). */
export interface Decision {
  readonly outcome: Outcome
  readonly rule: RuleName
  readonly untilMs: number | null
  readonly plainFact: boolean
}

/** Reads the rule table from the top; the first rule that holds decides. */
export function decide(facts: Facts): Decision {
  const rule = rules.find(({ when }) => when(facts))
  if (!rule) return { outcome: 'review', rule: 'no-rule', untilMs: null, plainFact: false }
  return { outcome: rule.outcome, rule: rule.name, untilMs: rule.until?.(facts) ?? null, plainFact: rule.plainFact === true }
}
