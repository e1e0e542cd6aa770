import type { GrayPlane } from '../gray-plane.js'

/**
 * How the brightness of a picture was changed to that of a later one whose rows stood `shiftPx` higher: pages are dimmed while
 * a dialog stands over them. Null where no such change explains much of the picture.
 */
export function findDimming(
  before: GrayPlane,
  after: GrayPlane,
  shiftPx: number,
): { readonly gain: number; readonly offset: number } | null {
  const pairs = countPairs(before, after, shiftPx)
  let line: Line | null = fitLine(modesOf(pairs))
  if (line) line = fitLine(modesOf(pairs).filter((mode) => isNear(line as Line, mode)))
  if (line === null || line.gain < leastGain || line.gain > mostGain) return null
  return explainedShare(pairs, line) < leastExplained ? null : line
}

const samplePx = 4
/** Darker pages cannot be told from a black one; brighter ones were hardly dimmed. */
const leastGain = 0.2
const mostGain = 0.97
const leastExplained = 0.4
const nearLevels = 10
const fewestOfAll = 1e-3
const fewestOfLevel = 0.25

interface Line {
  readonly gain: number
  readonly offset: number
}

interface Mode {
  readonly level: number
  readonly became: number
  readonly count: number
}

/** How often each level (row) became which other (column). */
function countPairs(before: GrayPlane, after: GrayPlane, shiftPx: number): Uint32Array {
  const pairs = new Uint32Array(256 * 256)
  const until = Math.min(after.heightPx, before.heightPx - shiftPx)
  for (let y = Math.max(0, -shiftPx); y < until; y += samplePx) {
    for (let x = 0; x < after.widthPx; x += samplePx) {
      const pair = (before.levels[(y + shiftPx) * before.widthPx + x] ?? 0) * 256 + (after.levels[y * after.widthPx + x] ?? 0)
      pairs[pair] = (pairs[pair] ?? 0) + 1
    }
  }
  return pairs
}

/** What each level became most often; levels that few pixels had, or that became many others, are edges blurred by compression. */
function modesOf(pairs: Uint32Array): Mode[] {
  const all = pairs.reduce((sum, count) => sum + count, 0)
  return Array.from({ length: 256 }, (_, level) => {
    const row = pairs.subarray(level * 256, (level + 1) * 256)
    let became = 0
    for (let at = 1; at < 256; at++) if ((row[at] ?? 0) > (row[became] ?? 0)) became = at
    const near = row.subarray(Math.max(0, became - 2), became + 3).reduce((sum, count) => sum + count, 0)
    return { level, became, count: near, ofLevel: row.reduce((sum, count) => sum + count, 0) }
  }).filter(({ count, ofLevel }) => count > all * fewestOfAll && count > ofLevel * fewestOfLevel)
}

/** Weighted by the square root of the counts, so that the ground alone does not decide. */
function fitLine(modes: readonly Mode[]): Line | null {
  let weights = 0
  let x = 0
  let y = 0
  for (const { level, became, count } of modes) {
    weights += Math.sqrt(count)
    x += level * Math.sqrt(count)
    y += became * Math.sqrt(count)
  }
  let xx = 0
  let xy = 0
  for (const { level, became, count } of modes) {
    xx += (level - x / weights) ** 2 * Math.sqrt(count)
    xy += (level - x / weights) * (became - y / weights) * Math.sqrt(count)
  }
  if (xx < 1) return null
  const gain = xy / xx
  return { gain, offset: y / weights - (gain * x) / weights }
}

function isNear({ gain, offset }: Line, { level, became }: Mode): boolean {
  return Math.abs(level * gain + offset - became) <= nearLevels * 2
}

function explainedShare(pairs: Uint32Array, { gain, offset }: Line): number {
  let all = 0
  let near = 0
  for (let pair = 0; pair < pairs.length; pair++) {
    const count = pairs[pair] ?? 0
    if (count === 0) continue
    all += count
    if (Math.abs((pair >> 8) * gain + offset - (pair & 255)) <= nearLevels) near += count
  }
  return all === 0 ? 0 : near / all
}
