import { setImmediate as nextTurn } from 'node:timers/promises'
import type { GrayPlane } from '../gray-plane.js'

/**
 * Shifts by which the content of the earlier picture may have moved up to become the later one, likeliest first, to about four
 * pixels: by how much ink their rows hold. In a list there are many, for every row's height is one.
 */
export async function guessShifts(before: GrayPlane, after: GrayPlane): Promise<number[]> {
  const ink = { before: await inkOfRows(before), after: await inkOfRows(after) }
  const guesses: Guess[] = []
  const shiftsASlice = Math.max(1, Math.floor(sliceInks / Math.max(1, ink.after.length)))
  for (let shift = Math.ceil(-ink.after.length / bands); shift < ink.before.length / bands; shift++) {
    guesses.push({ shift, likeness: likeness(ink.before, ink.after, shift) })
    if (guesses.length % shiftsASlice === 0) await nextTurn()
  }
  const peaks = guesses.filter(({ likeness: here }, at) => {
    return here > leastLikeness && here >= (guesses[at - 1]?.likeness ?? 0) && here >= (guesses[at + 1]?.likeness ?? 0)
  })
  peaks.sort((a, b) => b.likeness - a.likeness)
  return peaks.slice(0, mostGuesses).map(({ shift }) => shift * thickness)
}

/** Columns in which ink is counted by itself. */
const bands = 4
/** Pixels that are counted as one row. */
const thickness = 4
const mostGuesses = 60
/** Rows of another page are less alike than this. */
const leastLikeness = 0.3
const slicePixels = 4_000_000
const sliceInks = 10_000_000
/** Less of the later picture than this in common is no shift but another page. */
const leastOverlap = 0.25

interface Guess {
  readonly shift: number
  readonly likeness: number
}

/** For each row and band: the sum of the steps between pixels, above the mean of the band. */
async function inkOfRows({ widthPx, heightPx, levels }: GrayPlane): Promise<Float32Array> {
  const rows = Math.floor(heightPx / thickness)
  const ink = new Float32Array(rows * bands)
  const means = new Float64Array(bands)
  const rowsASlice = Math.max(1, Math.floor(slicePixels / (widthPx * thickness)))
  for (let y = 0; y < rows * thickness; y++) {
    const row = Math.floor(y / thickness)
    if (y > 0 && y % (rowsASlice * thickness) === 0) await nextTurn()
    for (let x = 0, at = y * widthPx; x + 2 < widthPx; x += 2, at += 2) {
      const step = (levels[at + 2] ?? 0) - (levels[at] ?? 0)
      const to = row * bands + Math.floor((x * bands) / widthPx)
      ink[to] = (ink[to] ?? 0) + (step < 0 ? -step : step)
    }
  }
  for (let at = 0; at < ink.length; at++) means[at % bands] = (means[at % bands] ?? 0) + (ink[at] ?? 0) / rows
  for (let at = 0; at < ink.length; at++) ink[at] = (ink[at] ?? 0) - (means[at % bands] ?? 0)
  return ink
}

/** Normalised correlation of the rows both have in common, so that a dimmed page is as like as a bright one. */
function likeness(before: Float32Array, after: Float32Array, shift: number): number {
  const from = Math.max(0, -shift * bands)
  const until = Math.min(after.length, before.length - shift * bands)
  if (until - from < after.length * leastOverlap) return 0
  let both = 0
  let ofBefore = 0
  let ofAfter = 0
  for (let at = from; at < until; at++) {
    const a = before[at + shift * bands] ?? 0
    const b = after[at] ?? 0
    both += a * b
    ofBefore += a * a
    ofAfter += b * b
  }
  return ofBefore === 0 || ofAfter === 0 ? 0 : both / Math.sqrt(ofBefore * ofAfter)
}
