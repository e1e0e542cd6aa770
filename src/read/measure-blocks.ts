import { setImmediate as nextTurn } from 'node:timers/promises'
import type { GrayPlane } from './gray-plane.js'

/** Measures every block's brightness: its mean, its extremes and its steepest step between neighbouring pixels. */
export async function measureBlocks(plane: GrayPlane): Promise<BlockGrid> {
  const columns = Math.floor(plane.widthPx / blockPx)
  const rows = Math.floor(plane.heightPx / blockPx)
  const size = columns * rows
  const grid = {
    columns,
    rows,
    means: new Float32Array(size),
    steps: new Uint8Array(size),
    lows: new Uint8Array(size),
    highs: new Uint8Array(size),
  }
  let blocks = 0
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) measureBlock(plane, grid, row, column)
    blocks += columns
    if (blocks < blocksASlice) continue
    blocks = 0
    await nextTurn()
  }
  return grid
}

const blocksASlice = 16_000

function measureBlock({ widthPx, levels }: GrayPlane, grid: BlockGrid, row: number, column: number): void {
  let sum = 0
  let step = 0
  let low = 255
  let high = 0
  for (let dy = 0; dy < blockPx; dy++) {
    const from = (row * blockPx + dy) * widthPx + column * blockPx
    let before = levels[from] ?? 0
    for (let at = from; at < from + blockPx; at++) {
      const level = levels[at] ?? 0
      const above = dy === 0 ? level : (levels[at - widthPx] ?? 0)
      const across = level > before ? level - before : before - level
      const down = level > above ? level - above : above - level
      if (across > step) step = across
      if (down > step) step = down
      if (level < low) low = level
      if (level > high) high = level
      sum += level
      before = level
    }
  }
  const at = row * grid.columns + column
  grid.means[at] = sum / (blockPx * blockPx)
  grid.steps[at] = step
  grid.lows[at] = low
  grid.highs[at] = high
}

/** Side of a block. */
export const blockPx = 8

/** A picture in blocks of 8 × 8 pixels, rows from the top; what is left over at the right and the bottom is not in it. */
export interface BlockGrid {
  readonly columns: number
  readonly rows: number
  readonly means: Float32Array
  /** The steepest step between neighbouring pixels. */
  readonly steps: Uint8Array
  readonly lows: Uint8Array
  readonly highs: Uint8Array
}

/** The indexes of the blocks in a rectangle of block coordinates, as far as the grid reaches. */
export function blocksIn({ columns, rows }: BlockGrid, left: number, top: number, right: number, bottom: number): number[] {
  const found: number[] = []
  for (let row = Math.max(0, Math.floor(top)); row < Math.min(rows, Math.ceil(bottom)); row++) {
    for (let column = Math.max(0, Math.floor(left)); column < Math.min(columns, Math.ceil(right)); column++)
      found.push(row * columns + column)
  }
  return found
}
