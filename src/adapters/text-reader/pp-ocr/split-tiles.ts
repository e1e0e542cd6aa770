import type { Band } from '../bands-around.js'
import { type MapSize, stridePx } from './detection-size.js'

/** Pixels one tile has about: a phone screen makes two, so that two threads share it; larger ones cost memory, smaller ones time. */
const tilePixels = 200_000
/** Below this one look is quicker than two. */
const wholePixels = 200_000
/** Rows two tiles share: what stands at the seam in their middle, both see with its surroundings. */
const overlapRows = 2 * stridePx

/** Tiles that cover a band of a map from its top, each overlapping the next, whole strides high. */
export function splitTiles({ width }: MapSize, band: Band): Band[] {
  const pixels = width * band.rowCount
  const count = pixels < wholePixels ? 1 : Math.max(2, Math.round(pixels / tilePixels))
  const rows = Math.ceil((band.rowCount + overlapRows * (count - 1)) / count / stridePx) * stridePx
  const rowCount = Math.max(rows, 2 * overlapRows)
  const endRow = band.topRow + band.rowCount
  const tiles: Band[] = [{ topRow: band.topRow, rowCount: Math.min(rowCount, band.rowCount) }]
  for (let topRow = band.topRow + rowCount - overlapRows; topRow + overlapRows < endRow; topRow += rowCount - overlapRows) {
    tiles.push({ topRow, rowCount: Math.min(rowCount, endRow - topRow) })
  }
  return tiles
}

/** The map of a band from the maps of its tiles: each gives way to the next in the middle of the rows they share. */
export function joinTiles({ width }: MapSize, band: Band, tiles: readonly Band[], maps: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(width * band.rowCount)
  for (const [index, tile] of tiles.entries()) {
    const map = maps[index] ?? new Uint8Array()
    const previous = tiles[index - 1]
    const fromRow = previous ? (tile.topRow + previous.topRow + previous.rowCount) >> 1 : band.topRow
    whole.set(map.subarray((fromRow - tile.topRow) * width), (fromRow - band.topRow) * width)
  }
  return whole
}
