import type { MeasuredPlace } from '../model/examined.js'
import type { Policy } from '../model/policy.js'
import type { Box } from '../model/reading.js'
import type { ValuePlaces } from './measure-value.js'

/** How one expected value stands to what one piece of evidence shows. Ratios are natural logs. */
export interface ValueMatch {
  readonly expected: string | null
  /** What was read there; null when nothing like it was found. */
  readonly read: string | null
  readonly logRatioToBest: number
  readonly logRatioToRival: number
  readonly verdict: 'matches' | 'differs' | 'unclear' | 'absent'
  readonly box: Box | null
}

export const absent: ValueMatch = {
  expected: null,
  read: null,
  logRatioToBest: 0,
  logRatioToRival: 0,
  verdict: 'absent',
  box: null,
}

/** How well the lines show `expected`: the best place by likelihood, never `differs`, for a line has many numbers. */
export function matchValue({ whole, wrapped }: ValuePlaces, expected: string, policy: Policy): ValueMatch {
  const inLine = best(whole.map((place) => matchPlace(place, expected, policy)))
  if (inLine.verdict === 'matches') return inLine
  const overLines = wrapped.map((place) => matchPlace(place, expected, policy))
  return best([inLine, ...overLines.filter(({ verdict }) => verdict === 'matches')])
}

/** How a labelled value stands to the one expected there: here a really different character says `differs`. */
export function matchShown(place: MeasuredPlace | null, expected: string, policy: Policy): ValueMatch {
  return place ? { ...asMatch(place, expected), verdict: verdictOf(place, policy) } : absent
}

function matchPlace(place: MeasuredPlace, expected: string, policy: Policy): ValueMatch {
  const verdict = verdictOf(place, policy) === 'matches' ? 'matches' : 'unclear'
  return { ...asMatch(place, expected), verdict }
}

function asMatch({ read, logRatioToBest, logRatioToRival, box }: MeasuredPlace, expected: string): Omit<ValueMatch, 'verdict'> {
  return { expected, read, logRatioToBest, logRatioToRival, box }
}

/** A real difference needs a confident other character; a match needs a likelihood and no such character; the rest is unclear. */
function verdictOf({ realSubstitutions, logRatioToBest }: MeasuredPlace, policy: Policy): ValueMatch['verdict'] {
  const { minLogRatio, differsFromConfidence } = policy.match
  const sure = realSubstitutions.filter((confidence) => confidence >= differsFromConfidence).length
  // Two look-alikes are common in a long key; a character that is no look-alike needs to have been nearly read.
  const enough = realSubstitutions.length > 0 ? minLogRatio / 2 : minLogRatio
  if (sure === 0 && logRatioToBest >= enough) return 'matches'
  return sure > 0 && logRatioToBest < enough ? 'differs' : 'unclear'
}

function best(matches: readonly ValueMatch[]): ValueMatch {
  return matches.reduce(
    (a, b) => (rank[b.verdict] > rank[a.verdict] || (rank[b.verdict] === rank[a.verdict] && b.logRatioToBest > a.logRatioToBest) ? b : a),
    absent,
  )
}

const rank = { matches: 3, unclear: 2, differs: 1, absent: 0 }
