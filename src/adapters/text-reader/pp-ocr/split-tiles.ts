import { type MapSize, stridePx } from './detection-size.js'

/** A band of rows of the map. */
export interface Tile {
  readonly topRow: number
  readonly rowCount: number
}

/** Pixels one tile has about: a phone screen makes two, so that two threads share it; larger ones cost memory, smaller ones time. */
const tilePixels = 200_000
/** Below this one look is quicker than two. */
const wholePixels = 200_000
/** Rows two tiles share: what stands at the seam in their middle, both see with its surroundings. */
const overlapRows = 2 * stridePx

/** Bands that cover a map from the top, each overlapping the next, whole strides high. */
export function splitTiles({ width, height }: MapSize): Tile[] {
  const pixels = width * height
  const count = pixels < wholePixels ? 1 : Math.max(2, Math.round(pixels / tilePixels))
  const rows = Math.ceil((height + overlapRows * (count - 1)) / count / stridePx) * stridePx
  const rowCount = Math.max(rows, 2 * overlapRows)
  const tiles: Tile[] = [{ topRow: 0, rowCount: Math.min(rowCount, height) }]
  for (let topRow = rowCount - overlapRows; topRow + overlapRows < height; topRow += rowCount - overlapRows) {
    tiles.push({ topRow, rowCount: Math.min(rowCount, height - topRow) })
  }
  return tiles
}

/** The map of the whole from the maps of its tiles: each gives way to the next in the middle of the rows they share. */
export function joinTiles({ width, height }: MapSize, tiles: readonly Tile[], maps: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(width * height)
  for (const [index, tile] of tiles.entries()) {
    const map = maps[index] ?? new Uint8Array()
    const previous = tiles[index - 1]
    const fromRow = previous ? (tile.topRow + previous.topRow + previous.rowCount) >> 1 : 0
    whole.set(map.subarray((fromRow - tile.topRow) * width), fromRow * width)
  }
  return whole
}
