import type { Box } from '../../../model/reading.js'
import type { Tile } from './split-tiles.js'

/** Something found in a tile, with its box in the whole picture. */
interface Placed {
  readonly box: Box
}

/** A box this near to where a tile was cut may be half a line. */
const cutMarginPx = 3
const sameShare = 0.5

/**
 * The lines of neighbouring tiles as one list: of a line that both tiles see the one that stands whole,
 * else the upper tile's.
 */
export function mergeTiles<T extends Placed>(tiles: readonly Tile[], found: readonly (readonly T[])[]): T[] {
  const merged: T[] = []
  for (const [index, lines] of found.entries()) {
    const topPx = tiles[index]?.topPx ?? 0
    const previous = tiles[index - 1]
    const cutPx = previous ? previous.topPx + previous.heightPx : 0
    for (const line of index === 0 ? lines : lines.filter(({ box }) => box[1] < cutPx)) {
      const rival = merged.findIndex((other) => shareCovered(other.box, line.box) > sameShare)
      const touchesTop = index > 0 && line.box[1] <= topPx + cutMarginPx
      const rivalBox = merged[rival]?.box
      if (rivalBox === undefined) merged.push(line)
      else if (!touchesTop && rivalBox[1] + rivalBox[3] >= cutPx - cutMarginPx) merged[rival] = line
    }
    if (index > 0) merged.push(...lines.filter(({ box }) => box[1] >= cutPx))
  }
  return merged
}

/** The share of the smaller box that the other covers. */
function shareCovered(a: Box, b: Box): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0])
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1])
  if (width <= 0 || height <= 0) return 0
  return (width * height) / Math.max(1, Math.min(a[2] * a[3], b[2] * b[3]))
}
