import type { Verdict } from '../model/verdict.js'
import { maskKeys } from './mask-keys.js'
import type { ReportOptions } from './report-reading.js'

/** A verdict in the form other programs rely on (contracts.md, `judge --json`). `knownKeys` are hidden in its sentences and in names of files. */
export function reportVerdict(verdict: Verdict, { language, reveal }: ReportOptions, knownKeys: readonly string[] = []) {
  const hide = reveal ? (text: string) => text : maskKeys(knownKeys)
  return {
    case: verdict.case,
    outcome: verdict.outcome,
    rule: verdict.rule,
    confidence: verdict.confidence,
    trustTier: verdict.trustTier,
    completeness: {
      score: verdict.completeness.score,
      missing: verdict.completeness.missing.map(({ link, kinds, ask }) => ({ link, kinds, ask: hide(ask[language]) })),
    },
    signals: verdict.signals.map(({ code, leans, weight, because, seenIn }) => ({
      code,
      leans,
      weight,
      because: hide(because[language]),
      seenIn: seenIn.map(hide),
    })),
    explanation: hide(verdict.explanation[language]),
    until: verdict.until,
    payouts: verdict.payouts,
    policyVersion: verdict.policyVersion,
  }
}
