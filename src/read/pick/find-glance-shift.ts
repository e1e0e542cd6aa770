/** The rows that moved; what stands above and below stayed. */
interface Region {
  readonly top: number
  readonly bottom: number
}

/** How far content moved between two glances, in glance pixels; positive when later content came into view. */
export interface Shift extends Region {
  readonly px: number
}

/** A row is told by the mean brightness of so many stretches of it. */
const stretches = 12
/** A row changed, or two rows are not the same, from this mean difference on. */
const rowDiffers = 3
/** Moved content fits to this mean difference, and this much better than not moved. */
const fitWithin = 2.5
const fitGain = 0.25
/** Fewer rows with something on them prove nothing. */
const leastRows = 14
/** Part of the moved rows that must still be in view. */
const leastOverlap = 0.25

/** A list of like entries fits at every entry: of shifts that fit about as well, the one nearest to what is expected is taken. */
const costPerPxOff = 0.03

/**
 * Finds by how much the changed rows of `after` are those of `before` moved up or down: 0 px when hardly a row changed,
 * null when they show something else. `expectedPx` is the shift to be expected from how the page moved so far.
 */
export function findGlanceShift(before: Uint8Array, after: Uint8Array, widthPx: number, heightPx: number, expectedPx = 0): Shift | null {
  const old = profilesOf(before, widthPx, heightPx)
  const now = profilesOf(after, widthPx, heightPx)
  const region = changedRows(old, now, heightPx)
  if (region === null) return { px: 0, top: 0, bottom: 0 }
  const { top, bottom } = region
  const marked = textured(now, top, bottom)
  const markedOld = textured(old, top, bottom)
  if (marked.length < leastRows || markedOld.length < leastRows) return null
  const stayed = meanFit(old, now, marked, 0, region)?.cost ?? Number.POSITIVE_INFINITY
  const best = nearestFit(old, now, marked, expectedPx, region)
  return best === null || best.cost > fitWithin || best.cost > stayed * fitGain ? null : { px: best.px, top, bottom }
}

/** Of all shifts the one that fits best for how near it is to the expected; from there outwards, until none can fit better. */
function nearestFit(old: Profiles, now: Profiles, marked: readonly number[], expectedPx: number, region: Region) {
  const reach = Math.floor((region.bottom - region.top) * (1 - leastOverlap))
  const least = Math.max(leastRows, marked.length * leastOverlap)
  let best: { px: number; cost: number; rank: number } | null = null
  for (let off = 0; off <= reach + Math.abs(expectedPx); off++) {
    const offCost = off * costPerPxOff
    if (best !== null && offCost >= best.rank) break
    for (const px of off === 0 ? [expectedPx] : [expectedPx - off, expectedPx + off]) {
      if (px === 0 || Math.abs(px) > reach) continue
      const fit = meanFit(old, now, marked, px, region, (best?.rank ?? Number.POSITIVE_INFINITY) - offCost)
      if (fit && fit.count >= least) best = { px, cost: fit.cost, rank: fit.cost + offCost }
    }
  }
  return best
}

/** The mean brightness of each stretch of each row, row after row, and the darkest and brightest up to half a row above and below. */
interface Profiles {
  readonly mean: Float32Array
  readonly low: Float32Array
  readonly high: Float32Array
}

function profilesOf(luma: Uint8Array, widthPx: number, heightPx: number): Profiles {
  const mean = meansOf(luma, widthPx, heightPx)
  const low = new Float32Array(mean.length)
  const high = new Float32Array(mean.length)
  for (let at = 0; at < mean.length; at++) {
    const value = mean[at] ?? 0
    const above = (value + (mean[at - stretches] ?? value)) / 2
    const below = (value + (mean[at + stretches] ?? value)) / 2
    low[at] = Math.min(value, above, below)
    high[at] = Math.max(value, above, below)
  }
  return { mean, low, high }
}

function meansOf(luma: Uint8Array, widthPx: number, heightPx: number): Float32Array {
  const profiles = new Float32Array(heightPx * stretches)
  for (let y = 0; y < heightPx; y++) {
    for (let s = 0; s < stretches; s++) {
      const from = Math.floor((s * widthPx) / stretches)
      const until = Math.floor(((s + 1) * widthPx) / stretches)
      let sum = 0
      for (let at = y * widthPx + from; at < y * widthPx + until; at++) sum += luma[at] ?? 0
      profiles[y * stretches + s] = sum / Math.max(1, until - from)
    }
  }
  return profiles
}

function rowDistance(a: Float32Array, aRow: number, b: Float32Array, bRow: number): number {
  let sum = 0
  for (let s = 0; s < stretches; s++) sum += Math.abs((a[aRow * stretches + s] ?? 0) - (b[bRow * stretches + s] ?? 0))
  return sum / stretches
}

/**
 * How far one row lies from what the other shows up to half a row above or below it, whichever is nearer (Birchfield and Tomasi
 * 1998): a page scrolls by parts of a glance's row, and then no row is the one it was.
 */
function shiftedDistance(a: Profiles, aRow: number, b: Profiles, bRow: number): number {
  let toA = 0
  let toB = 0
  for (let s = 0, at = aRow * stretches, other = bRow * stretches; s < stretches; s++, at++, other++) {
    toA += beyond(b.mean[other] ?? 0, a.low[at] ?? 0, a.high[at] ?? 0)
    toB += beyond(a.mean[at] ?? 0, b.low[other] ?? 0, b.high[other] ?? 0)
  }
  return Math.min(toA, toB) / stretches
}

function beyond(value: number, low: number, high: number): number {
  return value < low ? low - value : value > high ? value - high : 0
}

/** From the first to the last row that changed; null when they are few. */
function changedRows({ mean: old }: Profiles, { mean: now }: Profiles, heightPx: number): Region | null {
  const changed: number[] = []
  for (let y = Math.floor(heightPx * 0.045); y < heightPx; y++) if (rowDistance(old, y, now, y) > rowDiffers) changed.push(y)
  if (changed.length < leastRows) return null
  return { top: changed[0] ?? 0, bottom: (changed.at(-1) ?? 0) + 1 }
}

/** Rows that differ from the one above: print and edges; plain ground fits anywhere. */
function textured({ mean: rows }: Profiles, top: number, bottom: number): number[] {
  const found: number[] = []
  for (let y = top + 1; y < bottom; y++) if (rowDistance(rows, y, rows, y - 1) > rowDiffers) found.push(y)
  return found
}

/** The mean distance of rows that moved by `px`, and of how many; null from `most` on, or when none is in view. */
function meanFit(old: Profiles, now: Profiles, marked: readonly number[], px: number, { top, bottom }: Region, most = Infinity) {
  const inView = marked.filter((y) => y + px >= top && y + px < bottom)
  let sum = 0
  for (const y of inView) {
    sum += Math.min(shiftedDistance(old, y + px, now, y), 40)
    if (sum >= most * inView.length) return null
  }
  return inView.length === 0 ? null : { cost: sum / inView.length, count: inView.length }
}
