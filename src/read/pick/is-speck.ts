import type { BlockGrid } from './block-grid.js'

/** A character, a cursor, a mouse pointer: where it was and where it is. */
const mostClusters = 2
const clusterBlocks = 3

/** Whether changed blocks, in ascending order, are one or two small spots: something typed or a pointer that moved, no change of the page. */
export function isSpeck(grid: BlockGrid, blocks: readonly number[]): boolean {
  if (blocks.length > mostClusters * clusterBlocks ** 2) return false
  const spots: { left: number; right: number; readonly top: number }[] = []
  for (const index of blocks) {
    const x = index % grid.columns
    const y = (index - x) / grid.columns
    const spot = spots.find(({ left, right, top }) => Math.max(right, x) - Math.min(left, x) < clusterBlocks && y - top < clusterBlocks)
    if (spot) {
      spot.left = Math.min(spot.left, x)
      spot.right = Math.max(spot.right, x)
    } else if (spots.push({ left: x, right: x, top: y }) > mostClusters) return false
  }
  return true
}
