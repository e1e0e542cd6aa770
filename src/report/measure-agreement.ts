import type { LookCount } from '../ports/store/second-looks.js'

/** How far two decide alike. */
export interface Agreement {
  readonly looked: number
  readonly agreed: number
  /** Cohen's kappa: 1 is always alike, 0 as chance would; null where chance alone would always be alike, or nothing was looked at. */
  readonly kappa: number | null
}

/** Agreement over these counts, whoever they are of (Cohen 1960: (observed − by chance) / (1 − by chance)). */
export function measureAgreement(counts: readonly LookCount[]): Agreement {
  const looked = sum(counts)
  const agreed = sum(counts.filter(({ decision, look }) => decision === look))
  if (looked === 0) return { looked, agreed, kappa: null }
  const decisions = ['pay', 'refuse', 'ask'] as const
  const byChance = decisions.reduce((total, one) => {
    const first = sum(counts.filter(({ decision }) => decision === one))
    const second = sum(counts.filter(({ look }) => look === one))
    return total + (first / looked) * (second / looked)
  }, 0)
  return { looked, agreed, kappa: byChance === 1 ? null : (agreed / looked - byChance) / (1 - byChance) }
}

/** The same for each two persons, as they stand in the counts. */
export function agreementOfPairs(counts: readonly LookCount[]): readonly (Agreement & Pick<LookCount, 'first' | 'second'>)[] {
  const pairs = new Map<string, LookCount[]>()
  for (const count of counts) {
    const name = `${count.first} ${count.second}`
    pairs.set(name, [...(pairs.get(name) ?? []), count])
  }
  return [...pairs.values()].flatMap((ofPair) => {
    const [one] = ofPair
    return one ? [{ first: one.first, second: one.second, ...measureAgreement(ofPair) }] : []
  })
}

function sum(counts: readonly LookCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0)
}
