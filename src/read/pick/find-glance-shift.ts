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
const fitWithin = 4
const fitGain = 0.45
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
  const stayed = meanFit(old, now, marked, 0, top, bottom)?.cost ?? Number.POSITIVE_INFINITY
  const reach = Math.floor((bottom - top) * (1 - leastOverlap))
  let best: { px: number; cost: number; rank: number } | null = null
  for (let px = -reach; px <= reach; px++) {
    if (px === 0) continue
    const fit = meanFit(old, now, marked, px, top, bottom)
    if (!fit || fit.count < Math.max(leastRows, marked.length * leastOverlap)) continue
    const rank = fit.cost + Math.abs(px - expectedPx) * costPerPxOff
    if (best === null || rank < best.rank) best = { px, cost: fit.cost, rank }
  }
  if (best === null) return null
  const cost = Math.min(best.cost, ...[best.px - 1, best.px].map((px) => halfFit(old, now, marked, px, region)))
  return cost > fitWithin || cost > stayed * fitGain ? null : { px: best.px, top, bottom }
}

/** How well rows fit that moved by half a pixel more than `px`: each then shows half of two. */
function halfFit(old: Float32Array, now: Float32Array, marked: readonly number[], px: number, region: Region): number {
  const between = new Float32Array(old.length)
  for (let i = 0; i + stretches < old.length; i++) between[i] = ((old[i] ?? 0) + (old[i + stretches] ?? 0)) / 2
  return meanFit(between, now, marked, px, region.top, region.bottom)?.cost ?? Number.POSITIVE_INFINITY
}

/** For each row the mean brightness of its stretches. */
function profilesOf(luma: Uint8Array, widthPx: number, heightPx: number): Float32Array {
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

/** From the first to the last row that changed; null when they are few. */
function changedRows(old: Float32Array, now: Float32Array, heightPx: number): Region | null {
  const changed: number[] = []
  for (let y = Math.floor(heightPx * 0.045); y < heightPx; y++) if (rowDistance(old, y, now, y) > rowDiffers) changed.push(y)
  if (changed.length < leastRows) return null
  return { top: changed[0] ?? 0, bottom: (changed.at(-1) ?? 0) + 1 }
}

/** Rows that differ from the one above: print and edges; plain ground fits anywhere. */
function textured(rows: Float32Array, top: number, bottom: number): number[] {
  const found: number[] = []
  for (let y = top + 1; y < bottom; y++) if (rowDistance(rows, y, rows, y - 1) > rowDiffers) found.push(y)
  return found
}

function meanFit(old: Float32Array, now: Float32Array, marked: readonly number[], px: number, top: number, bottom: number) {
  let sum = 0
  let count = 0
  for (const y of marked) {
    const from = y + px
    if (from < top || from >= bottom) continue
    sum += Math.min(rowDistance(old, from, now, y), 40)
    count++
  }
  return count === 0 ? null : { cost: sum / count, count }
}
