import type { CaseType, RightDecision } from './case-types.js'

/** A case that was decided at the desk, and what that took. */
export interface DecidedCase {
  readonly type: CaseType
  /** Keys and presses from the open case to the decision. */
  readonly interactions: number
  /** From being asked for to being painted. */
  readonly openMs: number
  /** The same to the frame it opens on; null where it brings none. */
  readonly pictureMs: number | null
  /** From the first key to the service's answer. */
  readonly decideMs: number
  /** What the service keeps of it. */
  readonly made: RightDecision
}

/** What of these breaks the promise that each type is decided rightly by so many interactions at most, in words. */
export function findMissed(decided: readonly DecidedCase[], types: readonly CaseType[], mostInteractions: number): readonly string[] {
  return types.flatMap(({ slug, decision }) => {
    const its = decided.find(({ type }) => type.slug === slug)
    if (!its) return [`${slug}: never decided`]
    return [
      ...(its.made === decision ? [] : [`${slug}: ${its.made} instead of ${decision}`]),
      ...(its.interactions <= mostInteractions ? [] : [`${slug}: ${its.interactions} interactions`]),
    ]
  })
}

/** The middle one; of an even number the upper of the two. NaN of none. */
export function median(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? Number.NaN
}
