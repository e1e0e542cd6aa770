import type { CaseFile } from '../model/case.js'
import type { Examined } from '../model/examined.js'
import type { Signal } from '../model/signal.js'
import type { MissingLink, RuleName, Verdict } from '../model/verdict.js'
import { askFor } from './ask-for.js'
import { checkChain } from './check-chain.js'
import { checkIntegrity } from './check-integrity.js'
import { decide } from './decide.js'
import { explainRule } from './explain-rule.js'
import { findContradictions } from './find-contradictions.js'
import { findReuse } from './find-reuse.js'
import { gatherFacts } from './gather-facts.js'
import { matchOrder } from './match-order.js'
import { planPayouts } from './plan-payouts.js'
import { rateTrust } from './rate-trust.js'
import { readRecord } from './read-record.js'
import { scoreSignals } from './score-signals.js'
import { weighDetails } from './weigh-details.js'
import { weighEvidence } from './weigh-evidence.js'
import { readIssuer, weighIssuer } from './weigh-issuer.js'
import { weighMatch } from './weigh-match.js'
import { weighRecord, yuan } from './weigh-record.js'
import { weighRecording } from './weigh-recording.js'
import { weighStanding } from './weigh-standing.js'
import { formatInstant, wallClock } from './zone-time.js'

/** Judges a case from its facts alone: the same case file and pieces give the same verdict, byte for byte. */
export function judgeCase(caseFile: CaseFile, examined: readonly Examined[]): Verdict {
  const { order, policy } = caseFile
  const record = readRecord(caseFile)
  const tier = rateTrust(caseFile.buyer, policy)
  const issuer = readIssuer(caseFile, record)
  const matches = matchOrder(caseFile, record.keyTokens, examined)
  const chain = checkChain(caseFile, record, matches, issuer)
  const signals = [
    ...weighRecord(caseFile, record),
    ...weighIssuer(caseFile, record),
    ...weighMatch(matches, policy),
    ...weighDetails(caseFile, matches),
    ...weighEvidence(caseFile, matches, chain),
    ...findContradictions(caseFile, matches),
    ...weighRecording(caseFile, matches),
    ...findReuse(caseFile, examined),
    ...checkIntegrity(examined, policy),
    ...weighStanding(caseFile, chain, tier),
  ]
  const pBad = scoreSignals(signals, tier, policy)
  const facts = gatherFacts({ caseFile, record, issuer, examined, chain, signals, tier, pBad })
  const { rule, outcome, untilMs, plainFact } = decide(facts)
  const missing = missingUnder(rule, chain.missing)
  return {
    case: caseFile.id,
    outcome,
    rule,
    // What is weighed is never certain.
    confidence: plainFact ? 1 : Math.min(0.9999, round4(1 - pBad)),
    trustTier: tier,
    // Where the rule asks its own question, nothing of the case is complete yet.
    completeness: { score: missing === chain.missing ? round4(chain.score) : 0, missing },
    signals: strongestFirst(signals),
    explanation: explainRule(rule, outcome, {
      until: untilMs === null ? null : wallClock(untilMs, policy.timeZone),
      missing,
      amountYuan: yuan(order ? order.amountFen - order.refundedFen : 0),
      windowEnd: record.windowEndMs === null ? null : wallClock(record.windowEndMs, policy.timeZone),
    }),
    until: untilMs === null ? null : formatInstant(untilMs, policy.timeZone),
    payouts: planPayouts({ rule, outcome }, record, order),
    policyVersion: policy.version,
  }
}

/** What is still missing under this rule: one question where the rule itself asks one, else the open links of the chain. */
function missingUnder(rule: RuleName, open: readonly MissingLink[]): readonly MissingLink[] {
  if (rule === 'order-not-found') return [askFor('order-number')]
  return rule === 'claim-too-vague' ? [askFor('clear-statement')] : open
}

/** Strongest first; equals keep the order in which they were found. */
function strongestFirst(signals: readonly Signal[]): readonly Signal[] {
  return signals.toSorted((a, b) => b.weight - a.weight)
}

function round4(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
