import type { BlockGrid } from './block-grid.js'
import { groupBlocks } from './group-blocks.js'

/** A character, a cursor, a mouse pointer: where it was and where it is. */
const mostSpots = 2
const spotSideBlocks = 5
const spotBlocks = 16
/** So few blocks are nothing, wherever they are: edges of something that moves, noise. */
const strayBlocks = 5
/** More blocks than this are no specks, wherever they are. */
export const mostSpeckBlocks = mostSpots * spotBlocks

/** Whether changed blocks are one or two small spots: something typed or a pointer that moved, no change of the page. */
export function isSpeck(grid: BlockGrid, blocks: readonly number[]): boolean {
  if (blocks.length <= strayBlocks) return true
  if (blocks.length > mostSpeckBlocks) return false
  const spots = groupBlocks(grid, blocks)
  return spots.length <= mostSpots && spots.every(({ left, right, top, bottom }) => isSmall(right - left + 1, bottom - top + 1))
}

function isSmall(columns: number, rows: number): boolean {
  return columns <= spotSideBlocks && rows <= spotSideBlocks && columns * rows <= spotBlocks
}
