import type { BlockGrid } from './block-grid.js'

/** Blocks that hang together, with the smallest box around them, in blocks. */
export interface BlockGroup {
  readonly blocks: readonly number[]
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Characters of a line hang together over a gap of one block. */
const reachBlocks = 2

/** Changed blocks by what hangs together: a toast, a line of print, a character. */
export function groupBlocks(grid: BlockGrid, blocks: readonly number[]): BlockGroup[] {
  const open = new Set(blocks)
  const groups: BlockGroup[] = []
  for (const start of blocks) {
    if (!open.delete(start)) continue
    const found = [start]
    for (let next = 0; next < found.length; next++) {
      const index = found[next] ?? 0
      const x = index % grid.columns
      const y = (index - x) / grid.columns
      for (let row = y - 1; row <= y + 1; row++) {
        for (let column = Math.max(0, x - reachBlocks); column <= Math.min(grid.columns - 1, x + reachBlocks); column++) {
          const neighbour = row * grid.columns + column
          if (open.delete(neighbour)) found.push(neighbour)
        }
      }
    }
    groups.push({ blocks: found, ...boundsOf(grid, found) })
  }
  return groups
}

/** The smallest box around blocks, in blocks. */
export function boundsOf(grid: BlockGrid, blocks: readonly number[]): Omit<BlockGroup, 'blocks'> {
  const bounds = { left: grid.columns, right: -1, top: grid.rows, bottom: -1 }
  for (const index of blocks) {
    const x = index % grid.columns
    const y = (index - x) / grid.columns
    bounds.left = Math.min(bounds.left, x)
    bounds.right = Math.max(bounds.right, x)
    bounds.top = Math.min(bounds.top, y)
    bounds.bottom = Math.max(bounds.bottom, y)
  }
  return bounds
}
