import type { MeasuredPlace } from '../model/examined.js'
import { squash } from './fold-confusables.js'
import type { Place } from './locate-value.js'
import { scoreCandidate } from './score-candidate.js'

// Without steps, what a look-alike and a character too many cost in log ratio: the first is common, the second hardly ever right.
const lookAlikeCost = 1.5
const indelCost = 7

/** The likelihoods of `wanted` (squashed) at this place, as natural-log ratios, against what was read there and against the `known` numbers. */
export function scorePlace(
  place: Place,
  wanted: string,
  known: readonly string[],
): Pick<MeasuredPlace, 'logRatioToBest' | 'logRatioToRival'> {
  if (place.steps.length > 0) {
    const rivals = known.map(squash).filter((rival) => Math.abs(rival.length - wanted.length) <= 1)
    return scoreCandidate(place, wanted, rivals)
  }
  const doubt = (confidence: number) => Math.log(Math.max(1e-6, 1 - confidence))
  const substitutions = place.realSubstitutions.reduce((sum, confidence) => sum + doubt(confidence), 0)
  return {
    logRatioToBest: substitutions - place.lookAlikes * lookAlikeCost - place.indels * indelCost,
    logRatioToRival: substitutions - doubt(place.lowestConfidence) - place.lookAlikes * lookAlikeCost,
  }
}
