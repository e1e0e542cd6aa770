import type { Glance } from '../../ports.js'
import { bandRows, watchBands } from '../changed-bands.js'
import { around, type GlanceSize, type Patch } from './glance-patch.js'

/** What one frame changed. */
export interface GlanceChange {
  readonly ms: number
  readonly luma: Uint8Array
  /** The frame before; the same as `luma` for the first. */
  readonly before: Uint8Array
  readonly beforeMs: number
  /** Of its cells of 4 × 4 pixels, 0-1. */
  readonly share: number
  /** The places that changed, at most 64; one around all of them when there are more or a quarter of the picture did. */
  readonly patches: readonly Patch[]
}

/**
 * Compares every frame with what was last seen of each of its cells, so that a slow fade adds up to changes while
 * compression noise, which wavers around the truth, does not. Frames must come in order; each is kept until the next.
 */
export function compareGlances(size: GlanceSize): (glance: Glance) => GlanceChange {
  const columns = Math.ceil(size.widthPx / cellPx)
  const rows = Math.ceil(size.heightPx / cellPx)
  const grid: Grid = { ...size, columns, rows, peaks: new Uint8Array(columns * rows), changed: new Uint8Array(columns * rows) }
  const changedBands = watchBands(size.widthPx, size.heightPx)
  /** 1 for bands in which `seen` is another than when they were looked at. */
  const stale = new Uint8Array(Math.ceil(size.heightPx / bandRows))
  let seen: Uint8Array | null = null
  let refreshedMs = 0
  let last: Glance | null = null
  return (glance) => {
    const { ms, luma } = glance
    const change = { ms, luma, before: last?.luma ?? luma, beforeMs: last?.ms ?? ms }
    last = glance
    const bands = changedBands(luma)
    if (!seen) {
      seen = Uint8Array.from(luma)
      stale.fill(1)
      return { ...change, share: 0, patches: [] }
    }
    for (let band = 0; band < bands.length; band++) if (bands[band] || stale[band]) findPeaks(grid, seen, luma, band * bandRows)
    stale.fill(0)
    const threshold = thresholdOf(grid.peaks)
    const count = markCells(grid, seen, luma, threshold)
    if (count === 0) {
      // What stays below the threshold must not be held against frames long after.
      if (ms - refreshedMs >= refreshMs) {
        seen.set(luma)
        stale.fill(1)
        refreshedMs = ms
      }
      return { ...change, share: 0, patches: [] }
    }
    const share = count / grid.changed.length
    if (share > mostShare) {
      seen.set(luma)
      stale.fill(1)
      return { ...change, share, patches: [aroundCells(grid)] }
    }
    const patches = gatherPatches(grid, seen, luma, threshold * edgeShare)
    takeOver(grid, seen, luma, stale)
    return { ...change, share, patches }
  }
}

const cellPx = 4
/** Noise of a chat app's compression reaches about 15 levels once scaled down to a glance; a text cursor about 50. */
const minThreshold = 20
const maxThreshold = 30
/** The edge of a place that changed is seen down to this part of the threshold. */
const edgeShare = 0.5
const maxPatches = 64
const refreshMs = 1000
/** Where more cells change there are no places to tell apart. */
const mostShare = 0.25

interface Grid extends GlanceSize {
  readonly columns: number
  readonly rows: number
  /** Largest difference in each cell. */
  readonly peaks: Uint8Array
  readonly changed: Uint8Array
}

/** In the band of rows that starts at `top`. */
function findPeaks({ widthPx, heightPx, columns, peaks }: Grid, seen: Uint8Array, luma: Uint8Array, top: number): void {
  const bottom = Math.min(heightPx, top + bandRows)
  peaks.fill(0, (top >> 2) * columns, ((bottom + 3) >> 2) * columns)
  for (let y = top, at = top * widthPx; y < bottom; y++) {
    let cell = (y >> 2) * columns
    for (let x = 0; x < widthPx; cell++) {
      const end = Math.min(widthPx, x + cellPx)
      let peak = peaks[cell] ?? 0
      for (; x < end; x++, at++) {
        const step = (luma[at] ?? 0) - (seen[at] ?? 0)
        const size = step < 0 ? -step : step
        if (size > peak) peak = size
      }
      peaks[cell] = peak
    }
  }
}

/** Above what the noise of this frame does to most of its cells: a key frame moves all of them a little. */
function thresholdOf(peaks: Uint8Array): number {
  const histogram = new Uint32Array(256)
  for (let cell = 0; cell < peaks.length; cell++) histogram[peaks[cell] ?? 0] = (histogram[peaks[cell] ?? 0] ?? 0) + 1
  let below = 0
  let level = 0
  while (level < 255 && below + (histogram[level] ?? 0) < peaks.length * 0.8) below += histogram[level++] ?? 0
  return Math.min(maxThreshold, Math.max(minThreshold, level * 1.6))
}

/** Marks the cells that changed: a peak, and not of a single pixel. */
function markCells(grid: Grid, seen: Uint8Array, luma: Uint8Array, threshold: number): number {
  const { widthPx, heightPx, columns, peaks, changed } = grid
  let count = 0
  for (let cell = 0; cell < peaks.length; cell++) {
    changed[cell] = 0
    if ((peaks[cell] ?? 0) < threshold) continue
    const x0 = (cell % columns) * cellPx
    const y0 = Math.floor(cell / columns) * cellPx
    let strong = 0
    const yEnd = Math.min(heightPx, y0 + cellPx)
    for (let y = y0; y < yEnd && strong < 2; y++) {
      const end = y * widthPx + Math.min(widthPx, x0 + cellPx)
      for (let at = y * widthPx + x0; at < end; at++) {
        if (Math.abs((luma[at] ?? 0) - (seen[at] ?? 0)) >= threshold * 0.6) strong++
      }
    }
    if (strong < 2) continue
    changed[cell] = 1
    count++
  }
  return count
}

function gatherPatches(grid: Grid, seen: Uint8Array, luma: Uint8Array, edge: number): Patch[] {
  const { changed } = grid
  const left = changed.slice()
  const patches: Patch[] = []
  for (let cell = 0; cell < left.length; cell++) {
    if (left[cell] !== 1) continue
    const cells = flood(grid, left, cell)
    if (patches.length === maxPatches) return [around(patches)]
    patches.push(cutToPixels(grid, cells, seen, luma, edge))
  }
  return patches
}

function aroundCells({ widthPx, heightPx, columns, changed }: Grid): Patch {
  let [left, top, right, bottom] = [widthPx, heightPx, 0, 0]
  for (let cell = 0; cell < changed.length; cell++) {
    if (changed[cell] !== 1) continue
    const x = (cell % columns) * cellPx
    const y = Math.floor(cell / columns) * cellPx
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.min(widthPx, Math.max(right, x + cellPx))
    bottom = Math.min(heightPx, Math.max(bottom, y + cellPx))
  }
  return { left, top, right, bottom }
}

function flood({ columns, rows }: Grid, left: Uint8Array, from: number): readonly number[] {
  const cells = [from]
  left[from] = 0
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at] ?? 0
    const column = cell % columns
    const row = (cell - column) / columns
    for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
        const next = y * columns + x
        if (left[next] !== 1) continue
        left[next] = 0
        cells.push(next)
      }
    }
  }
  return cells
}

function cutToPixels(
  { widthPx, heightPx, columns }: Grid,
  cells: readonly number[],
  seen: Uint8Array,
  luma: Uint8Array,
  edge: number,
): Patch {
  let [left, top, right, bottom] = [widthPx, heightPx, 0, 0]
  for (const cell of cells) {
    const x0 = (cell % columns) * cellPx
    const y0 = Math.floor(cell / columns) * cellPx
    for (let y = y0; y < Math.min(heightPx, y0 + cellPx); y++) {
      for (let x = x0; x < Math.min(widthPx, x0 + cellPx); x++) {
        const at = y * widthPx + x
        if (Math.abs((luma[at] ?? 0) - (seen[at] ?? 0)) < edge) continue
        if (x < left) left = x
        if (x >= right) right = x + 1
        if (y < top) top = y
        if (y >= bottom) bottom = y + 1
      }
    }
  }
  return { left, top, right, bottom }
}

function takeOver({ widthPx, heightPx, columns, changed }: Grid, seen: Uint8Array, luma: Uint8Array, stale: Uint8Array): void {
  for (let cell = 0; cell < changed.length; cell++) {
    if (changed[cell] !== 1) continue
    const x0 = (cell % columns) * cellPx
    const y0 = Math.floor(cell / columns) * cellPx
    stale[Math.floor(y0 / bandRows)] = 1
    for (let y = y0; y < Math.min(heightPx, y0 + cellPx); y++) {
      const at = y * widthPx + x0
      seen.set(luma.subarray(at, y * widthPx + Math.min(widthPx, x0 + cellPx)), at)
    }
  }
}
