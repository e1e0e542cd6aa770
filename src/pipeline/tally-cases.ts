import type { ComparedCase, DifferenceSide, Flip, JudgedAs, PolicyDifference, Tally, TallyLine } from '../model/replay.js'

/** The sums over no case. */
export const emptyTally: Tally = { cases: 0, flips: 0, changes: {}, before: {}, after: {} }

/** The sums with these cases added; one that the candidate does not concern is not counted. */
export function tallyCases(tally: Tally, compared: readonly ComparedCase[], times = 1): Tally {
  const changes = { ...tally.changes }
  const before = { ...tally.before }
  const after = { ...tally.after }
  let { cases, flips } = tally
  for (const one of compared) {
    if (one.will === null) continue
    cases += times
    count(before, one.was, times)
    count(after, one.will, times)
    if (!isFlip(one)) continue
    flips += times
    const key = `${one.was.outcome} ${one.was.rule} ${one.will.outcome} ${one.will.rule}`
    changes[key] = (changes[key] ?? 0) + times
  }
  return { cases, flips, changes, before, after }
}

/** Whether a case ends otherwise: by another outcome, another rule or another sum. */
export function isFlip(one: ComparedCase): one is Flip {
  const { was, will } = one
  return will !== null && (was.outcome !== will.outcome || was.rule !== will.rule || was.paidFen !== will.paidFen)
}

/** The sums as they are shown; both sides are valued at the same minutes for a review. */
export function describeTally({ cases, flips, changes, before, after }: Tally, reviewMinutes: number): PolicyDifference {
  const both = (tier: string | null) => ({ before: sideOf(before, tier, reviewMinutes), after: sideOf(after, tier, reviewMinutes) })
  return {
    cases,
    flips,
    changes: Object.entries(changes)
      .map(([key, count]) => {
        const [fromOutcome = '', fromRule = '', toOutcome = '', toRule = ''] = key.split(' ')
        return { from: { outcome: fromOutcome, rule: fromRule }, to: { outcome: toOutcome, rule: toRule }, cases: count }
      })
      .sort((a, b) => b.cases - a.cases),
    ...both(null),
    byTier: { high: both('high'), ordinary: both('ordinary'), low: both('low') },
  }
}

function count(lines: Record<string, TallyLine>, { tier, outcome, paidFen }: JudgedAs, times: number): void {
  const known = lines[`${tier} ${outcome}`] ?? { cases: 0, paidFen: 0 }
  lines[`${tier} ${outcome}`] = { cases: known.cases + times, paidFen: known.paidFen + paidFen * times }
}

function sideOf(lines: Tally['before'], onlyTier: string | null, reviewMinutes: number): DifferenceSide {
  const paidFenByOutcome: Record<string, number> = {}
  const casesBy: Record<string, number> = {}
  let [cases, paidFen] = [0, 0]
  for (const [key, line] of Object.entries(lines)) {
    const [tier, outcome = ''] = key.split(' ')
    if (onlyTier !== null && tier !== onlyTier) continue
    cases += line.cases
    paidFen += line.paidFen
    casesBy[outcome] = (casesBy[outcome] ?? 0) + line.cases
    if (line.paidFen > 0) paidFenByOutcome[outcome] = (paidFenByOutcome[outcome] ?? 0) + line.paidFen
  }
  const { review: reviews = 0, 'more-evidence': asks = 0 } = casesBy
  return { cases, paidFen, paidFenByOutcome, asks, reviews, reviewHours: Math.round((reviews * reviewMinutes) / 6) / 10 }
}
