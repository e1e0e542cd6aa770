import type { TrustTier } from '../model/buyer.js'
import type { Policy } from '../model/policy.js'
import type { Signal } from '../model/signal.js'

/**
 * Probability, 0-1, that the claim is bad: logit of the tier's prior, plus in every group the strongest signal against, minus the
 * strongest for (trust.md "The decision"): the maximum inside a correlated group stops double counting.
 */
export function scoreSignals(signals: readonly Signal[], tier: TrustTier, policy: Policy): number {
  const strongest = new Map<string, number>()
  for (const { group, leans, weight } of signals) {
    if (leans === 'neither') continue
    const key = `${group} ${leans}`
    strongest.set(key, Math.max(strongest.get(key) ?? 0, weight))
  }
  const prior = policy.score.priorBad[tier]
  let logit = Math.log(prior / (1 - prior))
  for (const [key, weight] of strongest) logit += key.endsWith('against') ? weight : -weight
  return 1 / (1 + Math.exp(-logit))
}
