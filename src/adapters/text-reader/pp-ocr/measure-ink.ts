import { type Strip, stripHeightPx } from './cut-strip.js'

/** The ink of one character in a strip, in pixels of the strip, edges between pixels. */
export interface Ink {
  readonly left: number
  readonly width: number
  readonly height: number
  readonly plane: InkPlane
}

/** How dark each pixel within an ink box is: 0 ground, 1 full ink; rows from the top. */
export interface InkPlane {
  readonly width: number
  readonly height: number
  readonly shares: Float32Array
}

/** A pixel edge lies where ink falls to this share of full ink. */
const edgeShare = 0.5
/** Fainter text than this, from 0 to 255, is not measured. */
const faintestInk = 40

/**
 * The ink of each character of a word, null where none can be told apart from its neighbours. `centres` are the middles of the
 * characters as the net places them, in pixels of the strip; `before` and `after` bound the word.
 */
export function measureInk(strip: Strip, centres: readonly number[], before: number, after: number): (Ink | null)[] {
  const from = Math.max(0, Math.floor(before))
  const until = Math.min(strip.widthPx, Math.ceil(after))
  const ink = inkOf(strip, from, until)
  if (ink === null) return centres.map(() => null)
  const columns = columnsOf(ink)
  const cuts = cutsBetween(
    columns.sums,
    [before, ...centres, after].map((x) => x - from),
  )
  return centres.map((_, i) => boxOf(ink, columns.peaks, cuts[i] ?? 0, cuts[i + 1] ?? 0, from))
}

/** Darkness against the ground of the word, from 0 to 1; null where the word is too faint. */
function inkOf(strip: Strip, from: number, until: number): InkPlane | null {
  const width = until - from
  if (width < 8) return null
  const light = new Float32Array(width * stripHeightPx)
  const histogram = new Uint32Array(256)
  for (let row = 0, to = 0; row < stripHeightPx; row++) {
    let at = (row * strip.widthPx + from) * 3
    for (let x = 0; x < width; x++, at += 3) {
      const value = ((strip.rgb[at] ?? 0) * 77 + (strip.rgb[at + 1] ?? 0) * 151 + (strip.rgb[at + 2] ?? 0) * 28) / 256
      light[to++] = value
      histogram[value | 0] = (histogram[value | 0] ?? 0) + 1
    }
  }
  const ground = groundOf(histogram)
  const full = farthestOf(histogram, ground, light.length * 0.03)
  if (Math.abs(full - ground) < faintestInk) return null
  for (let i = 0; i < light.length; i++) light[i] = Math.min(1.2, Math.max(0, ((light[i] ?? 0) - ground) / (full - ground)))
  return { width, height: stripHeightPx, shares: light }
}

/** The commonest brightness, noise of a few levels evened out. */
function groundOf(histogram: Uint32Array): number {
  let best = 0
  let most = -1
  for (let value = 0; value < 256; value++) {
    let count = 0
    for (let near = Math.max(0, value - 3); near <= Math.min(255, value + 3); near++) count += histogram[near] ?? 0
    if (count > most) [best, most] = [value, count]
  }
  return best
}

/** The brightness of full ink: on the side of the ground that lies farther off, the one that `pixels` pixels reach. */
function farthestOf(histogram: Uint32Array, ground: number, pixels: number): number {
  const reach = (end: number, step: 1 | -1): number => {
    let count = 0
    for (let value = end; value !== ground; value += step) {
      count += histogram[value] ?? 0
      if (count >= pixels) return value
    }
    return ground
  }
  const [darkest, lightest] = [reach(0, 1), reach(255, -1)]
  return ground - darkest > lightest - ground ? darkest : lightest
}

function columnsOf(ink: InkPlane): { readonly sums: Float32Array; readonly peaks: Float32Array } {
  const sums = new Float32Array(ink.width)
  const peaks = new Float32Array(ink.width)
  for (let at = 0; at < ink.shares.length; at++) {
    const share = ink.shares[at] ?? 0
    const x = at % ink.width
    sums[x] = (sums[x] ?? 0) + share
    if (share > (peaks[x] ?? 0)) peaks[x] = share
  }
  return { sums, peaks }
}

/** A cut between each two neighbours: where least ink stands, the nearer to the middle the better. */
function cutsBetween(sums: Float32Array, centres: readonly number[]): number[] {
  return centres.slice(1).map((after, i) => {
    const before = centres[i] ?? 0
    const middle = (before + after) / 2
    const reach = Math.max(1, (after - before) / 2)
    let cut = Math.round(middle)
    let least = Number.POSITIVE_INFINITY
    for (let x = Math.max(0, Math.ceil(before)); x <= Math.min(sums.length - 1, Math.floor(after)); x++) {
      const cost = (sums[x] ?? 0) + 4 * ((x + 0.5 - middle) / reach) ** 2
      if (cost < least) [least, cut] = [cost, x]
    }
    return cut
  })
}

/** The ink between two cuts; edges lie where it passes half of full ink, between two pixels by their shares. */
function boxOf(ink: InkPlane, peaks: Float32Array, from: number, until: number, offset: number): Ink | null {
  // Ink at a cut: it belongs to two characters, or is cut off with the strip.
  if ((peaks[from] ?? 1) >= edgeShare || (peaks[until] ?? peaks[until - 1] ?? 1) >= edgeShare) return null
  const [left, right] = edgesOf(peaks, from, until)
  if (right - left < 1) return null
  const rowPeaks = new Float32Array(ink.height)
  const first = Math.max(from, Math.floor(left))
  const last = Math.min(until, Math.ceil(right))
  for (let row = 0; row < ink.height; row++) {
    for (let x = first; x < last; x++) rowPeaks[row] = Math.max(rowPeaks[row] ?? 0, ink.shares[row * ink.width + x] ?? 0)
  }
  const [top, bottom] = edgesOf(rowPeaks, 0, ink.height)
  if (bottom - top < 4) return null
  const plane = cutPlane(ink, first, Math.floor(top), last, Math.ceil(bottom))
  return { left: offset + left, width: right - left, height: bottom - top, plane }
}

function edgesOf(peaks: Float32Array, from: number, until: number): [number, number] {
  let first = from
  while (first < until && (peaks[first] ?? 0) < edgeShare) first++
  let last = until - 1
  while (last > first && (peaks[last] ?? 0) < edgeShare) last--
  const part = (inside: number, outside: number) => {
    const [high, low] = [peaks[inside] ?? 0, outside < from || outside >= until ? 0 : (peaks[outside] ?? 0)]
    return high > low ? (high - edgeShare) / (high - low) : 0
  }
  // Pixel centres lie half a pixel inside their edges.
  return [first + 0.5 - part(first, first - 1), last + 0.5 + part(last, last + 1)]
}

function cutPlane(ink: InkPlane, left: number, top: number, right: number, bottom: number): InkPlane {
  const [width, height] = [right - left, bottom - top]
  const shares = new Float32Array(width * height)
  for (let row = 0; row < height; row++) {
    const from = (top + row) * ink.width + left
    shares.set(ink.shares.subarray(from, from + width), row * width)
  }
  return { width, height, shares }
}
