import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Box } from '../../model/reading.js'
import type { GrayPlane } from '../gray-plane.js'

/**
 * The blocks in which a picture differs from an earlier one by more than video compression does.
 * Both are averaged over cells of 2 × 2 px; a block has changed when one of its cells differs by a quarter of the contrast
 * around it. Measured on drawn text of 24 px with one character exchanged (13 pairs that look alike, 3 fonts, black, gray and
 * on dark; H.264 at crf 23-32, VP9, HEVC): changed cells differ by 0.46 or more of the contrast (comma for full stop: 0.27),
 * unchanged ones by 0.31 at most (HEVC of the fastest preset apart: 2% of the blocks above 0.25). Halved to 12 px: 0.23 and 0.29.
 */
export async function findChanges(before: GrayPlane, after: GrayPlane, view: View = asItWas): Promise<ChangeGrid> {
  const columns = Math.ceil(after.widthPx / blockPx)
  const rows = Math.ceil(after.heightPx / blockPx)
  const levels = levelsOf(view)
  const size = columns * rows
  const measured: Measured = {
    columns,
    rows,
    differences: new Uint8Array(size),
    before: { lows: new Uint8Array(size).fill(255), highs: new Uint8Array(size) },
    after: { lows: new Uint8Array(size).fill(255), highs: new Uint8Array(size) },
  }
  const rowsASlice = Math.max(1, Math.floor(slicePixels / (after.widthPx * blockPx)))
  for (let row = 0; row < rows; row++) {
    if (row > 0 && row % rowsASlice === 0) await nextTurn()
    for (let y = row * blockPx; y + 1 < Math.min(after.heightPx, (row + 1) * blockPx); y += cellPx) {
      measureCells(measured, row, before, y + view.shiftPx, after, y, levels)
    }
  }
  return gridOf(measured)
}

/** How an earlier picture is looked at: the row that stood `shiftPx` further down, its brightness times `gain` plus `offset`. */
export interface View {
  readonly shiftPx: number
  readonly gain: number
  readonly offset: number
}

/** The earlier picture as it was. */
export const asItWas: View = { shiftPx: 0, gain: 1, offset: 0 }

/** Side of a block. */
export const blockPx = 8

/** Which blocks of a picture have changed, and which show more than an even ground. Rows from the top; the last may be cut. */
export interface ChangeGrid {
  readonly columns: number
  readonly rows: number
  readonly changed: Uint8Array
  readonly inkedBefore: Uint8Array
  readonly inkedNow: Uint8Array
}

/** Part of the blocks of a box that satisfy a test, 0-1; 0 for none at all. */
export function shareOfBlocks(
  grid: ChangeGrid,
  [x, y, width, height]: Box,
  test: (at: number) => boolean,
  among = (_at: number) => true,
): number {
  let all = 0
  let some = 0
  for (let row = Math.max(0, Math.floor(y / blockPx)); row < Math.min(grid.rows, Math.ceil((y + height) / blockPx)); row++) {
    for (let column = Math.max(0, Math.floor(x / blockPx)); column < Math.min(grid.columns, Math.ceil((x + width) / blockPx)); column++) {
      const at = row * grid.columns + column
      if (!among(at)) continue
      all++
      if (test(at)) some++
    }
  }
  return all === 0 ? 0 : some / all
}

const cellPx = 2
const changedShare = 0.25
/** Fainter contrast is the noise of an even ground. */
const faintestContrast = 40
/** Text has more contrast than this, even where a page is dimmed. */
const faintestInk = 24
const slicePixels = 1_500_000

interface Extremes {
  readonly lows: Uint8Array
  readonly highs: Uint8Array
}

interface Measured {
  readonly columns: number
  readonly rows: number
  /** The largest difference between two cells. */
  readonly differences: Uint8Array
  readonly before: Extremes
  readonly after: Extremes
}

function levelsOf({ gain, offset }: View): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, level) => Math.max(0, Math.min(255, Math.round(level * gain + offset))))
}

/** One row of cells; where the earlier picture has no such row, all differ. */
function measureCells(
  measured: Measured,
  row: number,
  before: GrayPlane,
  beforeY: number,
  after: GrayPlane,
  afterY: number,
  levels: Uint8Array,
): void {
  const width = after.widthPx
  const isThere = beforeY >= 0 && beforeY + 1 < before.heightPx
  let from = isThere ? beforeY * width : 0
  let at = afterY * width
  const { differences } = measured
  for (let x = 0; x + 1 < width; x += cellPx, at += cellPx, from += cellPx) {
    const block = row * measured.columns + (x >> 3)
    const now =
      ((after.levels[at] ?? 0) + (after.levels[at + 1] ?? 0) + (after.levels[at + width] ?? 0) + (after.levels[at + width + 1] ?? 0) + 2) >>
      2
    const sum =
      (before.levels[from] ?? 0) +
      (before.levels[from + 1] ?? 0) +
      (before.levels[from + width] ?? 0) +
      (before.levels[from + width + 1] ?? 0)
    stretch(measured.after, block, now)
    if (!isThere) {
      differences[block] = 255
      continue
    }
    const then = levels[(sum + 2) >> 2] ?? 0
    stretch(measured.before, block, then)
    const difference = now > then ? now - then : then - now
    if (difference > (differences[block] ?? 0)) differences[block] = difference
  }
}

function stretch({ lows, highs }: Extremes, block: number, level: number): void {
  if (level < (lows[block] ?? 0)) lows[block] = level
  if (level > (highs[block] ?? 0)) highs[block] = level
}

function gridOf(measured: Measured): ChangeGrid {
  const { columns, rows, differences } = measured
  const changed = new Uint8Array(columns * rows)
  const inkedBefore = new Uint8Array(columns * rows)
  const inkedNow = new Uint8Array(columns * rows)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column
      const [nowLow, nowHigh] = extremesAround(measured, measured.after, row, column)
      const [low, high] = extremesAround(measured, measured.before, row, column)
      const contrast = Math.max(nowHigh, high) - Math.min(nowLow, low)
      changed[at] = (differences[at] ?? 0) > Math.max(faintestContrast, contrast) * changedShare ? 1 : 0
      inkedNow[at] = nowHigh - nowLow > faintestInk ? 1 : 0
      inkedBefore[at] = high - low > faintestInk ? 1 : 0
    }
  }
  return { columns, rows, changed, inkedBefore, inkedNow }
}

/** The darkest and the brightest cell of a block and its neighbours: a block may lie within a letter. */
function extremesAround({ columns, rows }: Measured, { lows, highs }: Extremes, row: number, column: number): [number, number] {
  let low = 255
  let high = 0
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
      low = Math.min(low, lows[y * columns + x] ?? 255)
      high = Math.max(high, highs[y * columns + x] ?? 0)
    }
  }
  return [low, high]
}
