import type { TrustTier } from '../model/buyer.js'
import type { Policy } from '../model/policy.js'
import type { Signal } from '../model/signal.js'

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

/** How far each signal moves the log odds that the claim is good: 0 where it only says something, or where a stronger one of its group counts. */
export function weighSignals(signals: readonly Signal[]): readonly { readonly signal: Signal; readonly goodLogit: number }[] {
  const strongest = new Map<string, Signal>()
  for (const signal of signals) {
    const key = `${signal.group} ${signal.leans}`
    if (signal.weight > (strongest.get(key)?.weight ?? 0)) strongest.set(key, signal)
  }
  return signals.map((signal) => {
    const counts = signal.leans !== 'neither' && strongest.get(`${signal.group} ${signal.leans}`) === signal
    return { signal, goodLogit: counts ? (signal.leans === 'for' ? signal.weight : -signal.weight) : 0 }
  })
}
