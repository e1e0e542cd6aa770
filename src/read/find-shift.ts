import { setImmediate as nextTurn } from 'node:timers/promises'
import type { GrayPlane } from './gray-plane.js'

/**
 * By how many pixels the content of the earlier picture would have to move up to match the later one best, or null where no
 * shift fits. Only a guess, by how much ink each row holds: whoever uses it compares the pixels.
 */
export async function findShift(before: GrayPlane, after: GrayPlane): Promise<number | null> {
  const fine = { before: await inkOfRows(before), after: await inkOfRows(after) }
  const coarse = { before: thin(fine.before), after: thin(fine.after) }
  const most = coarse.before.length / bands
  const least = -coarse.after.length / bands
  let best = { shift: 0, likeness: 0 }
  for (let shift = Math.ceil(least); shift < most; shift++) best = better(best, likeness(coarse.before, coarse.after, shift), shift)
  if (best.likeness < leastLikeness) return null
  let exact = { shift: 0, likeness: 0 }
  for (let shift = (best.shift - 2) * thinning; shift <= (best.shift + 2) * thinning; shift++) {
    exact = better(exact, likeness(fine.before, fine.after, shift), shift)
  }
  return Math.abs(exact.shift) < thinning ? null : exact.shift
}

/** Columns in which ink is counted by itself. */
const bands = 4
const thinning = 4
const leastLikeness = 0.5
const slicePixels = 4_000_000
/** Less of the later picture than this in common is no shift but another page. */
const leastOverlap = 0.25

interface Guess {
  readonly shift: number
  readonly likeness: number
}

function better(best: Guess, found: number, shift: number): Guess {
  return found > best.likeness ? { shift, likeness: found } : best
}

/** For each row and band: the sum of the steps between pixels, above the mean of the band. */
async function inkOfRows({ widthPx, heightPx, levels }: GrayPlane): Promise<Float32Array> {
  const ink = new Float32Array(heightPx * bands)
  const means = new Float64Array(bands)
  const rowsASlice = Math.max(1, Math.floor(slicePixels / widthPx))
  for (let y = 0; y < heightPx; y++) {
    if (y > 0 && y % rowsASlice === 0) await nextTurn()
    for (let x = 0, at = y * widthPx; x + 2 < widthPx; x += 2, at += 2) {
      const step = (levels[at + 2] ?? 0) - (levels[at] ?? 0)
      const band = Math.floor((x * bands) / widthPx)
      ink[y * bands + band] = (ink[y * bands + band] ?? 0) + (step < 0 ? -step : step)
    }
    for (let band = 0; band < bands; band++) means[band] = (means[band] ?? 0) + (ink[y * bands + band] ?? 0) / heightPx
  }
  for (let at = 0; at < ink.length; at++) ink[at] = (ink[at] ?? 0) - (means[at % bands] ?? 0)
  return ink
}

function thin(ink: Float32Array): Float32Array {
  const thinned = new Float32Array(Math.floor(ink.length / bands / thinning) * bands)
  for (let at = 0; at < thinned.length; at++) {
    const first = Math.floor(at / bands) * thinning * bands + (at % bands)
    for (let row = 0; row < thinning; row++) thinned[at] = (thinned[at] ?? 0) + (ink[first + row * bands] ?? 0)
  }
  return thinned
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
