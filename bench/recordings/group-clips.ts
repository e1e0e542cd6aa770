import type { ClipResult } from './score-clip.js'

/** The recordings longer than `fromSeconds` and not longer than `toSeconds`. */
export function ofSeconds(results: readonly ClipResult[], fromSeconds: number, toSeconds: number): readonly ClipResult[] {
  return results.filter(({ truth }) => truth.durationMs > fromSeconds * 1000 && truth.durationMs <= toSeconds * 1000)
}

/** All results, then by length, by codec, and as recorded against as chat apps send it; each group with its name. */
export function groupClips(results: readonly ClipResult[]): readonly (readonly [name: string, results: readonly ClipResult[]])[] {
  const by = (nameOf: (result: ClipResult) => string) =>
    [...new Set(results.map(nameOf))].sort().map((name) => [name, results.filter((result) => nameOf(result) === name)] as const)
  return [['all', results], ...lengths(results), ...by(({ truth }) => truth.codec), ...by(({ truth }) => truth.sent)]
}

function lengths(results: readonly ClipResult[]): readonly (readonly [string, readonly ClipResult[]])[] {
  const within = (fromSeconds: number, toSeconds: number) => ofSeconds(results, fromSeconds, toSeconds)
  const groups = [
    ['≤ 15 s', within(0, 15)],
    ['15-45 s', within(15, 45)],
    ['45-90 s', within(45, 90)],
    ['> 90 s', within(90, Number.POSITIVE_INFINITY)],
  ] as const
  return groups.filter(([, group]) => group.length > 0)
}
