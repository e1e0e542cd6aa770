import type { TrustTier } from '../model/buyer.js'
import type { CaseFile } from '../model/case.js'
import type { Examined } from '../model/examined.js'
import type { Signal, SignalCode } from '../model/signal.js'
import { addWorkingTime } from './add-working-time.js'
import type { Chain } from './check-chain.js'
import type { Facts } from './decide.js'
import { expertCard, isSuspicious } from './expert-card.js'
import type { RecordFacts } from './read-record.js'
import { tellVague } from './tell-vague.js'
import { usedKind } from './used-kind.js'
import type { IssuerSays } from './weigh-issuer.js'
import { promiseOnRecord } from './weigh-record.js'

const hourMs = 3_600_000

/** What the stages before the decision found. */
export interface Findings {
  readonly caseFile: CaseFile
  readonly record: RecordFacts
  readonly issuer: IssuerSays
  readonly examined: readonly Examined[]
  readonly chain: Chain
  readonly signals: readonly Signal[]
  readonly tier: TrustTier
  /** Probability that the claim is bad, 0-1. */
  readonly pBad: number
}

/** Reduces all that was found to what the rule table looks at. */
export function gatherFacts(findings: Findings): Facts {
  const { caseFile, record, issuer, examined, chain, signals, tier, pBad } = findings
  const { claim, order, policy } = caseFile
  const has = (...codes: readonly SignalCode[]) => signals.some(({ code }) => codes.includes(code))
  const submittedMs = Date.parse(claim.submittedAt)
  const nowMs = Date.parse(caseFile.now)
  const askedMs = caseFile.merchantAskedAt === undefined ? submittedMs : Date.parse(caseFile.merchantAskedAt)
  const uploadsMs = caseFile.evidence.flatMap(({ uploadedAt }) => (uploadedAt === null ? [] : [Date.parse(uploadedAt)]))
  return {
    nowMs,
    submittedMs,
    reason: claim.reason,
    vague: claim.reason === 'other' && tellVague(claim.statement),
    record,
    answer: order?.merchantAnswer?.state ?? null,
    issuer,
    chain,
    promised: order !== null && (promiseOnRecord(order) !== null || examined.some(holdsPromise)),
    suspicious: signals.some(isSuspicious),
    vetoed: signals.some(({ code }) => expertCard[code].veto === true),
    supportBlamesBuyer: has('support-blames-buyer'),
    errorPointsAtUser: has('error-points-at-user'),
    errorPointsAtService: has('error-points-at-service'),
    // A failure shows nothing of a wrong product: under that reason it would get round the third party's word.
    faultShown: has(
      ...(claim.reason === 'wrong-product' || claim.reason === 'not-as-described' ? [] : (['failure-shown'] as const)),
      'support-confirms-fault',
      'licence-status-bad',
      'key-used-by-other',
      'key-used-by-other-before-delivery',
    ),
    tier,
    badWithinLimit: pBad <= policy.score.maxBadForPayment,
    instantAllowed: instantAllowed(caseFile, pBad),
    merchantWindowEndMs: addWorkingTime(
      Math.max(submittedMs, askedMs, ...uploadsMs),
      policy.windows.merchantAnswerHours * hourMs,
      'merchant',
      policy,
    ),
    supplementEndMs: nowMs + policy.windows.supplementDays * 24 * hourMs,
  }
}

/** Opted in or platform-funded, within the cap, and worth it by the money rule: p̄·L·(1−ρ) ≤ c_review + c_delay·(1−p̄) (trust.md). */
function instantAllowed({ order, policy }: CaseFile, pBad: number): boolean {
  if (!order || !policy.instant.enabled || order.instantFunding === 'none') return false
  if (order.currency !== 'CNY' || order.amountFen > policy.instant.capFen) return false
  const { reviewCostFen, delayCostFen, recovery } = policy.money
  return pBad * order.amountFen * (1 - recovery) <= reviewCostFen + delayCostFen * (1 - pBad)
}

/** A promise in platform chat counts like one in the note; one by a private contact does not. */
function holdsPromise(piece: Examined): boolean {
  const kind = usedKind(piece)
  if (kind !== 'merchant-promise' && kind !== 'support-chat') return false
  return piece.phrases.some(({ says }) => says === 'merchant-promise') && !piece.phrases.some(({ says }) => says === 'private-contact')
}
