import type { Box } from '../../../model/reading.js'
import type { Tile } from './split-tiles.js'

/** Something found in a tile, with its box in the whole picture. */
interface Placed {
  readonly box: Box
}

/** A box this near to where a tile was cut may be half a line. */
const cutMarginPx = 4
const sameShare = 0.5

/** The lines of neighbouring tiles as one list: of what both tiles see, that which stands whole, else the upper tile's. */
export function mergeTiles<T extends Placed>(tiles: readonly Tile[], found: readonly (readonly T[])[]): T[] {
  const dropped = new Set<T>()
  for (const [index, lower] of found.entries()) {
    const upper = found[index - 1] ?? []
    const topPx = tiles[index]?.topPx ?? 0
    const bottomPx = (tiles[index - 1]?.topPx ?? 0) + (tiles[index - 1]?.heightPx ?? 0)
    for (const a of upper.filter(({ box }) => box[1] + box[3] > topPx)) {
      for (const b of lower.filter(({ box }) => box[1] < bottomPx)) {
        if (shareCovered(a.box, b.box) <= sameShare) continue
        const isCutAbove = a.box[1] + a.box[3] >= bottomPx - cutMarginPx
        const isCutBelow = b.box[1] <= topPx + cutMarginPx
        dropped.add(isCutAbove && !isCutBelow ? a : b)
      }
    }
  }
  return found.flat().filter((line) => !dropped.has(line))
}

/** The share of the smaller box that the other covers. */
function shareCovered(a: Box, b: Box): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0])
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1])
  if (width <= 0 || height <= 0) return 0
  return (width * height) / Math.max(1, Math.min(a[2] * a[3], b[2] * b[3]))
}
