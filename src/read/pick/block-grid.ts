import { bandRows } from '../changed-bands.js'

/** A glance cut into square blocks, row after row; a rim narrower than a block belongs to the last ones. */
export interface BlockGrid {
  readonly widthPx: number
  readonly heightPx: number
  readonly columns: number
  readonly rows: number
}

/** About 18 px of a phone's own pixels at 1080 wide, the height of small print. */
const blockPx = 6

/** The blocks of glances of this size. */
export function gridOf(widthPx: number, heightPx: number): BlockGrid {
  return { widthPx, heightPx, columns: Math.max(1, Math.floor(widthPx / blockPx)), rows: Math.max(1, Math.floor(heightPx / blockPx)) }
}

/**
 * Brightness must differ by so much in so many pixels of a block, or by more in one, to be no compression noise:
 * averaged over 6 × 6 px, a chat app's re-encode (540 wide, crf 32) stays below, one exchanged digit of small print above.
 */
const pixelDiffers = 14
const pixelsThatDiffer = 2
const onePixelDiffers = 30

/** Whether block `index` shows something else in `b` than in `a`. */
export function blockDiffers(grid: BlockGrid, a: Uint8Array, b: Uint8Array, index: number): boolean {
  const column = index % grid.columns
  const row = (index - column) / grid.columns
  const right = column === grid.columns - 1 ? grid.widthPx : (column + 1) * blockPx
  const bottom = row === grid.rows - 1 ? grid.heightPx : (row + 1) * blockPx
  let count = 0
  for (let y = row * blockPx; y < bottom; y++) {
    for (let at = y * grid.widthPx + column * blockPx; at < y * grid.widthPx + right; at++) {
      const difference = (a[at] ?? 0) - (b[at] ?? 0)
      if (difference > pixelDiffers || difference < -pixelDiffers) {
        if (difference > onePixelDiffers || difference < -onePixelDiffers) return true
        if (++count >= pixelsThatDiffer) return true
      }
    }
  }
  return false
}

/** The rows of blocks that lie in one of the bands at least in part, from the top. */
export function blockRowsIn({ rows, heightPx }: BlockGrid, bands: Uint8Array): number[] {
  const found: number[] = []
  for (let row = 0; row < rows; row++) {
    const bottom = row === rows - 1 ? heightPx : (row + 1) * blockPx
    for (let band = Math.floor((row * blockPx) / bandRows); band * bandRows < bottom; band++) {
      if (bands[band] !== 1) continue
      found.push(row)
      break
    }
  }
  return found
}

/** Copies block `index` of `from` into `to`. */
export function copyBlock(grid: BlockGrid, from: Uint8Array, to: Uint8Array, index: number): void {
  const column = index % grid.columns
  const row = (index - column) / grid.columns
  const right = column === grid.columns - 1 ? grid.widthPx : (column + 1) * blockPx
  const bottom = row === grid.rows - 1 ? grid.heightPx : (row + 1) * blockPx
  for (let y = row * blockPx; y < bottom; y++) {
    const start = y * grid.widthPx + column * blockPx
    to.set(from.subarray(start, y * grid.widthPx + right), start)
  }
}

/** Darkest and brightest within block `index`. */
export function blockSpan(grid: BlockGrid, luma: Uint8Array, index: number): [low: number, high: number] {
  const column = index % grid.columns
  const row = (index - column) / grid.columns
  const right = column === grid.columns - 1 ? grid.widthPx : (column + 1) * blockPx
  const bottom = row === grid.rows - 1 ? grid.heightPx : (row + 1) * blockPx
  let low = 255
  let high = 0
  for (let y = row * blockPx; y < bottom; y++) {
    for (let at = y * grid.widthPx + column * blockPx; at < y * grid.widthPx + right; at++) {
      const value = luma[at] ?? 0
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  return [low, high]
}
