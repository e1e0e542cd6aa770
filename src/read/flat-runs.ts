import type { GrayPlane } from './gray-plane.js'

/** A stretch of a row in which nothing happens: `end` is the first pixel after it, `level` its middle brightness. */
export interface FlatRun {
  readonly start: number
  readonly end: number
  readonly level: number
  /** It begins with a step, not where a slope has drifted too far. */
  readonly isCutOff: boolean
}

/** A JPEG of good quality moves the pixels of an even surface by so much. */
const maxStep = 3
const maxRange = 8

/** The stretches of row `y` that are even and at least `minPx` long, from left to right. */
export function flatRuns({ widthPx, levels }: GrayPlane, y: number, minPx: number): FlatRun[] {
  const row = y * widthPx
  const runs: FlatRun[] = []
  let start = 0
  let before = levels[row] ?? 0
  let min = before
  let max = before
  let isCutOff = false
  for (let x = 1; x <= widthPx; x++) {
    const level = levels[row + x] ?? 0
    const isStep = Math.abs(level - before) > maxStep
    const goesOn = x < widthPx && !isStep && Math.max(max, level) - Math.min(min, level) <= maxRange
    before = level
    if (goesOn) {
      if (level < min) min = level
      if (level > max) max = level
      continue
    }
    if (x - start >= minPx) runs.push({ start, end: x, level: (min + max) / 2, isCutOff })
    start = x
    isCutOff = isStep
    min = level
    max = level
  }
  return runs
}
