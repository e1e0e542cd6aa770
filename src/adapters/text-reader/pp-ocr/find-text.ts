import type { Box } from '../../../model/reading.js'
import type { Picture } from '../../../ports.js'
import { type Band, bandsAround } from '../bands-around.js'
import { touchesBox } from '../touches-box.js'
import type { Crew } from './crew.js'
import { firstLook, type MapSize, secondLook, stridePx } from './detection-size.js'
import { boxOf, type Region } from './region.js'
import { joinTiles, splitTiles } from './split-tiles.js'

/** Where text stands, or where it touches one of some boxes; looks a second time, closer, where most of it is small. */
export async function findText(crew: Crew, picture: Picture, within?: readonly Box[]): Promise<Region[]> {
  const first = firstLook(picture.widthPx, picture.heightPx)
  const regions = await look(crew, picture, first, within)
  // With boxes, what stands around them decides: a closer look is for the text that is read, not for the rest of the page.
  const second = secondLook(picture.widthPx, picture.heightPx, first, regions)
  const found = second ? await look(crew, picture, second, within) : regions
  return within ? found.filter((region) => touchesAny(region, picture, within)) : found
}

/** Rows of the map around a box: enough for the net to see a line as it does in the whole map. */
const surroundingRows = 2 * stridePx

/** When the bands have more of the map's rows than this, all of it is looked at: text that goes on beyond a band would be looked for again. */
const mostInBands = 0.6

/** Looks at a whole picture, or at the bands around some boxes: there the map has the same scale, and ends sooner. */
async function look(
  crew: Crew,
  picture: Picture,
  size: MapSize,
  within?: readonly Box[],
  margin: number = surroundingRows,
): Promise<Region[]> {
  const rows = { count: size.height, pxPerRow: picture.heightPx / size.height, margin, step: stridePx }
  const around = within && bandsAround(within, rows)
  const isWhole = around === undefined || around.reduce((sum, { rowCount }) => sum + rowCount, 0) > size.height * mostInBands
  const bands = isWhole ? [{ topRow: 0, rowCount: size.height }] : around
  const regions = await Promise.all(bands.map((band) => lookAtBand(crew, picture, size, band)))
  const isCut = within && bands.some((band, index) => regions[index]?.some((region) => goesOn(region, picture, size, band, within)))
  return isCut ? look(crew, picture, size, within, margin * 4) : regions.flat()
}

async function lookAtBand(crew: Crew, picture: Picture, size: MapSize, band: Band): Promise<Region[]> {
  const tiles = splitTiles(size, band)
  const maps = await Promise.all(tiles.map((tile) => crew.lookAtTile(picture, size, tile)))
  return crew.findLines(picture, size, band, joinTiles(size, band, tiles, maps))
}

/** Whether text that is wanted may go on beyond its band: a column of characters, or very large ones. */
function goesOn(region: Region, picture: Picture, size: MapSize, { topRow, rowCount }: Band, within: readonly Box[]): boolean {
  const [, y, , height] = boxOf(region, picture.widthPx, picture.heightPx)
  const pxPerRow = picture.heightPx / size.height
  const endRow = topRow + rowCount
  const isCut = (topRow > 0 && y <= topRow * pxPerRow) || (endRow < size.height && y + height >= endRow * pxPerRow)
  return isCut && touchesAny(region, picture, within)
}

function touchesAny(region: Region, picture: Picture, within: readonly Box[]): boolean {
  const box = boxOf(region, picture.widthPx, picture.heightPx)
  return within.some((wanted) => touchesBox(box, wanted))
}
