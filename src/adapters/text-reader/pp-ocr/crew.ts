import type { Picture } from '../../../ports.js'
import type { Band } from '../bands-around.js'
import type { MapSize } from './detection-size.js'
import type { ReadRegion } from './pp-ocr-thread.js'
import type { Region } from './region.js'

/** The pieces of work that threads do. The picture's pixels are in shared memory. */
export interface Crew {
  lookAtTile(picture: Picture, size: MapSize, tile: Band): Promise<Uint8Array>
  findLines(picture: Picture, size: MapSize, band: Band, map: Uint8Array): Promise<Region[]>
  readRegions(picture: Picture, regions: readonly Region[]): Promise<ReadRegion[]>
}
