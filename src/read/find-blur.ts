import type { Box, TextLine } from '../model/reading.js'
import type { GrayPlane } from './gray-plane.js'
import { type BlockGrid, blockPx, blocksIn, measureBlocks } from './measure-blocks.js'

/**
 * Places blurred on purpose: the brightness goes up and down as text does, but nowhere steeply, on an even page whose
 * text is sharp. Shadows and colour gradients only rise or fall; pictures have sharp spots of their own. `reading` may still go on when this begins.
 */
export async function findBlur(plane: GrayPlane, reading: Promise<readonly TextLine[]>): Promise<Box[]> {
  const grid = await measureBlocks(plane)
  const lines = await reading
  if (!hasSharpText(grid, lines)) return []
  return gatherBlocks(grid)
    .filter((patch) => looksLikeText(grid, patch))
    .map(({ left, top, right, bottom }): Box => [left * blockPx, top * blockPx, (right - left) * blockPx, (bottom - top) * blockPx])
    .filter((box) => standsWithText(box, lines))
}

/** The steepest pixel step a blurred block may have; sharp text of low contrast still has more. */
const maxBlurredStep = 14
const sharpStep = 40
/** How much a block's brightness must leave the straight line between its neighbours. */
const minBend = 2.5
const minBlocksWide = 10
const maxBlocksHigh = 40
const minWaves = 4
const minWave = 1

/** Without sharp text around, the whole picture is blurred, and nobody hid anything. */
function hasSharpText(grid: BlockGrid, lines: readonly TextLine[]): boolean {
  const sharp = lines.filter(({ confidence, box: [x, y, width, height] }) => {
    if (confidence < 0.6) return false
    const blocks = blocksIn(grid, x / blockPx, y / blockPx, (x + width) / blockPx, (y + height) / blockPx)
    return blocks.some((at) => (grid.steps[at] ?? 0) >= sharpStep)
  })
  return sharp.length >= 3
}

interface Patch {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly blocks: readonly number[]
}

/** Smooth blocks whose brightness bends, gathered with those around them. */
function gatherBlocks(grid: BlockGrid): Patch[] {
  const { columns, rows } = grid
  const waiting = new Set<number>()
  for (let at = 0; at < columns * rows; at++) if (isSoft(grid, at) && bend(grid, at) >= minBend) waiting.add(at)
  const patches: Patch[] = []
  for (const seed of waiting) {
    const blocks = [seed]
    waiting.delete(seed)
    for (const at of blocks) {
      const column = at % columns
      const row = Math.floor(at / columns)
      for (const near of blocksIn(grid, column - 2, row - 1, column + 3, row + 2)) if (waiting.delete(near)) blocks.push(near)
    }
    const xs = blocks.map((at) => at % columns)
    const ys = blocks.map((at) => Math.floor(at / columns))
    patches.push({ left: least(xs), top: least(ys), right: most(xs) + 1, bottom: most(ys) + 1, blocks })
  }
  return patches
}

function isSoft(grid: BlockGrid, at: number): boolean {
  return (grid.steps[at] ?? 0) <= maxBlurredStep
}

/** How far a block's mean lies off the line between neighbours on both sides, near or further off; 0 beside a sharp one. */
function bend(grid: BlockGrid, at: number): number {
  let most = 0
  for (const reach of reaches) most = Math.max(most, Math.abs(curve(grid, at, reach)))
  return most
}

/** In blocks: small text bends within one, large text that is strongly blurred within three. */
const reaches = [1, 2, 3]

function curve(grid: BlockGrid, at: number, reach: number): number {
  const column = at % grid.columns
  if (column < reach || column + reach >= grid.columns) return 0
  const off = (grid.means[at] ?? 0) - ((grid.means[at - reach] ?? 0) + (grid.means[at + reach] ?? 0)) / 2
  if (Math.abs(off) < minWave) return 0
  for (let near = at - reach; near <= at + reach; near++) if (!isSoft(grid, near)) return 0
  return off
}

/** Hidden text is at least a few characters wide and goes up and down as often; a picture's soft spot does so once or twice. */
function looksLikeText(grid: BlockGrid, { left, top, right, bottom, blocks }: Patch): boolean {
  if (right - left < minBlocksWide || bottom - top > maxBlocksHigh) return false
  const inside = blocksIn(grid, left, top, right, bottom)
  const sharp = inside.filter((at) => !isSoft(grid, at)).length
  const range = most(blocks.map((at) => grid.highs[at] ?? 0)) - least(blocks.map((at) => grid.lows[at] ?? 0))
  const step = most(blocks.map((at) => grid.steps[at] ?? 0))
  const waves = most(rowsOf(top, bottom).map((row) => countWaves(grid, row, left, right)))
  return (
    sharp <= inside.length * 0.1 &&
    blocks.length >= inside.length * 0.25 &&
    range >= 14 &&
    step <= range * 0.35 &&
    waves >= minWaves &&
    isOnEvenPage(grid, { left, top, right, bottom, blocks })
  )
}

function rowsOf(top: number, bottom: number): number[] {
  return Array.from({ length: bottom - top }, (_, at) => top + at)
}

/** How often the brightness turns between rising above and falling below its surroundings. */
function countWaves(grid: BlockGrid, row: number, left: number, right: number): number {
  let waves = 0
  let last = 0
  for (const at of blocksIn(grid, left, row, right, row + 1)) {
    const value = curve(grid, at, 1)
    if (value === 0) continue
    if (last !== 0 && value > 0 !== last > 0) waves++
    last = value
  }
  return waves
}

/** Two blocks further out, most of the page around is even. */
function isOnEvenPage(grid: BlockGrid, { left, top, right, bottom }: Patch): boolean {
  const ring = blocksIn(grid, left - 3, top - 3, right + 3, bottom + 3).filter((at) => {
    const column = at % grid.columns
    const row = Math.floor(at / grid.columns)
    return column < left - 1 || column > right || row < top - 1 || row > bottom
  })
  return ring.filter((at) => (grid.steps[at] ?? 0) <= 3).length >= ring.length * 0.5
}

/** In a row of text, or under a line that begins where it begins. */
function standsWithText([x, y, width, height]: Box, lines: readonly TextLine[]): boolean {
  return lines.some(({ box: [lineX, lineY, lineWidth, lineHeight] }) => {
    const middle = lineY + lineHeight / 2
    const isBeside = middle > y && middle < y + height && (lineX + lineWidth <= x + blockPx || lineX >= x + width - blockPx)
    const isUnder = lineY < y && y - (lineY + lineHeight) < lineHeight * 2.5 && Math.abs(lineX - x) < lineHeight * 2.5
    return height <= lineHeight * 3 && (isBeside || isUnder)
  })
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
}
