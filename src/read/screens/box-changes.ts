import type { Box } from '../../model/reading.js'
import { blockPx, type ChangeGrid } from './find-changes.js'

/** Boxes around the blocks that have changed and show something now, in pixels; those that lie close together share one. */
export function boxChanges(grid: ChangeGrid, widthPx: number, heightPx: number): Box[] {
  const seen = new Uint8Array(grid.changed.length)
  const boxes: Box[] = []
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] || !isWanted(grid, start)) continue
    const [left, top, right, bottom] = flood(grid, start, seen)
    const [x, y] = [left * blockPx, top * blockPx]
    boxes.push([x, y, Math.min(widthPx, (right + 1) * blockPx) - x, Math.min(heightPx, (bottom + 1) * blockPx) - y])
  }
  return boxes
}

/** Blocks so far apart belong to one box: the gap between two characters. */
const reach = 2

function isWanted({ changed, inkedNow }: ChangeGrid, at: number): boolean {
  return changed[at] === 1 && inkedNow[at] === 1
}

function flood(grid: ChangeGrid, start: number, seen: Uint8Array): [left: number, top: number, right: number, bottom: number] {
  const { columns, rows } = grid
  const stack = [start]
  seen[start] = 1
  let [left, top, right, bottom] = [columns, rows, 0, 0]
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const column = at % columns
    const row = (at - column) / columns
    left = Math.min(left, column)
    right = Math.max(right, column)
    top = Math.min(top, row)
    bottom = Math.max(bottom, row)
    for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y++) {
      for (let x = Math.max(0, column - reach); x <= Math.min(columns - 1, column + reach); x++) {
        const next = y * columns + x
        if (seen[next] || !isWanted(grid, next)) continue
        seen[next] = 1
        stack.push(next)
      }
    }
  }
  return [left, top, right, bottom]
}
