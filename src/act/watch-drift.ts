/** What the audits so far say: E of each stake (none before the first audit), and how many there were. */
export interface Drift {
  readonly audited: number
  readonly wrong: number
  readonly bets: readonly number[]
}

/**
 * The next state of the watch over automatic payments, after one more was audited, and whether it trips: an e-process
 * against "at most `maxWrongShare` are wrong" (trust.md, "Audit"). Each stake λ of 2α, 4α and 9α grows by
 * 1 + λ(x − α)/α; their mean E trips at 20, which happens by chance in at most 5% of endless watches.
 */
export function watchDrift(before: Drift, wrong: boolean, maxWrongShare: number): { readonly drift: Drift; readonly trips: boolean } {
  const outcome = wrong ? 1 : 0
  const bets = stakes.map((stake, at) => {
    const lambda = stake * maxWrongShare
    return (before.bets[at] ?? 1) * (1 + (lambda * (outcome - maxWrongShare)) / maxWrongShare)
  })
  const drift = { audited: before.audited + 1, wrong: before.wrong + outcome, bets }
  return { drift, trips: mean(bets) >= tripsAt }
}

/** In multiples of the bearable share. */
const stakes = [2, 4, 9]

const tripsAt = 20

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
