/** How many of how many. */
export interface Tally {
  readonly hits: number
  readonly of: number
}

export function tallyOf(outcomes: readonly boolean[]): Tally {
  return { hits: outcomes.filter(Boolean).length, of: outcomes.length }
}

/** NaN of nothing. */
export function shareOf({ hits, of }: Tally): number {
  return hits / of
}

/** "hits/of percent". */
export function tellTally(tally: Tally | undefined): string {
  return tally?.of ? `${tally.hits}/${tally.of} ${(100 * shareOf(tally)).toFixed(1)}%` : '–'
}
