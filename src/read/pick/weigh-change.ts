import { type BlockGrid, blockSpan } from './block-grid.js'
import { type BlockGroup, groupBlocks } from './group-blocks.js'

/** A typed character is at most so many blocks wide and high: about 36 points. */
const spotBlocks = 3
/** A line of print is at most so many blocks high: about 48 points. */
const lineBlocks = 4
/** Darkest to brightest in a block with nothing on it. */
const plainRange = 24
/** The ground under a placeholder stays as it is, but for compression. */
const groundDiffers = 16
/** So much of a placeholder's place is empty after the first character. */
const emptiedShare = 0.6

/**
 * Those of the blocks that changed with one frame that can make another screen. A character that is typed cannot, nor
 * can a placeholder that gives way to it. `before` is the screen as it stood: from frame to frame a fade is too faint.
 */
export function weighChange(grid: BlockGrid, before: Uint8Array, after: Uint8Array, blocks: readonly number[]): number[] {
  return groupBlocks(grid, blocks)
    .filter((group) => !isSpot(group) && !isPlaceholderLeaving(grid, before, after, group))
    .flatMap(({ blocks: weighty }) => weighty)
}

function isSpot({ left, right, top, bottom }: BlockGroup): boolean {
  return right - left < spotBlocks && bottom - top < spotBlocks
}

/** One line, on the same ground, empty but for what was typed first. */
function isPlaceholderLeaving(grid: BlockGrid, before: Uint8Array, after: Uint8Array, { blocks, top, bottom }: BlockGroup): boolean {
  if (bottom - top >= lineBlocks) return false
  let emptied = 0
  for (const index of blocks) {
    const [low, high] = blockSpan(grid, after, index)
    if (high - low > plainRange) continue
    const [lowBefore, highBefore] = blockSpan(grid, before, index)
    if (Math.abs(highBefore - high) > groundDiffers && Math.abs(lowBefore - low) > groundDiffers) return false
    emptied++
  }
  return emptied >= blocks.length * emptiedShare && emptied < blocks.length
}

/** Whether nothing stands on a block. */
export function isPlain(grid: BlockGrid, luma: Uint8Array, index: number): boolean {
  const [low, high] = blockSpan(grid, luma, index)
  return high - low <= plainRange
}
