import type { TrustTier } from '../model/buyer.js'
import type { Policy } from '../model/policy.js'
import type { Signal, SignalGroup } from '../model/signal.js'
import { expertCard } from './expert-card.js'

/**
 * Probability, 0-1, that the claim is bad: logit of the tier's prior, plus in every group the strongest signal against, minus the
 * strongest for (trust.md "The decision"): the maximum inside a correlated group stops double counting.
 */
export function scoreSignals(signals: readonly Signal[], tier: TrustTier, policy: Policy): number {
  const prior = policy.score.priorBad[tier]
  let logit = Math.log(prior / (1 - prior))
  for (const { goodLogit } of weighSignals(signals)) logit -= goodLogit
  return 1 / (1 + Math.exp(-logit))
}

/** Groups whose signals speak from the platform's or the issuer's record, not from a picture: no veto silences them. */
export const fromRecords: readonly SignalGroup[] = ['record', 'issuer', 'account']

/**
 * How far each signal moves the log odds that the claim is good: 0 where it only says something, or where a stronger one of its
 * group counts. Beside a veto no picture speaks for the buyer any more: a screenshot can veto, it can never earn (trust.md).
 */
export function weighSignals(signals: readonly Signal[]): readonly { readonly signal: Signal; readonly goodLogit: number }[] {
  const vetoed = signals.some(({ code }) => expertCard[code].veto === true)
  const speaks = ({ leans, group }: Signal) => leans === 'against' || (leans === 'for' && (!vetoed || fromRecords.includes(group)))
  const strongest = new Map<string, Signal>()
  for (const signal of signals.filter(speaks)) {
    const key = `${signal.group} ${signal.leans}`
    if (signal.weight > (strongest.get(key)?.weight ?? 0)) strongest.set(key, signal)
  }
  const counting = new Set(strongest.values())
  return signals.map((signal) => {
    const weight = counting.has(signal) ? signal.weight : 0
    return { signal, goodLogit: signal.leans === 'against' ? -weight : weight }
  })
}
