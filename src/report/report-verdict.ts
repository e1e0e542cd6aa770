import type { Verdict } from '../model/verdict.js'
import type { ReportOptions } from './report-reading.js'

/** A verdict in the form other programs rely on (contracts.md, `judge --json`). */
export function reportVerdict(verdict: Verdict, { language }: ReportOptions) {
  return {
    case: verdict.case,
    outcome: verdict.outcome,
    rule: verdict.rule,
    confidence: verdict.confidence,
    trustTier: verdict.trustTier,
    completeness: {
      score: verdict.completeness.score,
      missing: verdict.completeness.missing.map(({ link, kinds, ask }) => ({ link, kinds, ask: ask[language] })),
    },
    signals: verdict.signals.map(({ code, leans, weight, because, seenIn }) => ({
      code,
      leans,
      weight,
      because: because[language],
      seenIn,
    })),
    explanation: verdict.explanation[language],
    until: verdict.until,
    payouts: verdict.payouts,
    policyVersion: verdict.policyVersion,
  }
}
