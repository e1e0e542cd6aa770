/** A horizontal band of a picture. */
export interface Tile {
  readonly topPx: number
  readonly heightPx: number
}

/** Detection pixels one tile may have: a phone screen makes two, so that two threads share it. */
const tilePixels = 400_000
/** Below this one look is quicker than two. */
const wholePixels = 200_000
/** Rows two tiles share, in detection pixels: a line that one tile cuts stands whole in the other. */
const overlapRows = 64

/** Bands that cover a picture from the top, each overlapping the next, by its size and the scale it is looked at. */
export function splitTiles(widthPx: number, heightPx: number, scale: number): Tile[] {
  const pixels = widthPx * heightPx * scale * scale
  const overlapPx = Math.ceil(overlapRows / scale)
  const count = pixels < wholePixels ? 1 : Math.max(2, Math.round(pixels / tilePixels))
  const tileHeightPx = Math.ceil((heightPx + overlapPx * (count - 1)) / count)
  if (count === 1 || tileHeightPx < 2 * overlapPx) return [{ topPx: 0, heightPx }]
  const tiles: Tile[] = []
  for (let topPx = 0; topPx + overlapPx < heightPx; topPx += tileHeightPx - overlapPx) {
    tiles.push({ topPx, heightPx: Math.min(tileHeightPx, heightPx - topPx) })
  }
  return tiles
}
