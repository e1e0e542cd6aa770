import type { InferenceSession } from 'onnxruntime-node'
import type { Picture } from '../../../ports.js'
import type { MapSize } from './detection-size.js'
import { findRegions } from './find-regions.js'
import { detectionInput } from './prepare-input.js'
import { boxOf, type Region } from './region.js'
import { runNet } from './run-net.js'
import type { Tile } from './split-tiles.js'

/** The probability of text, from 0 to 255, for each pixel of a tile of the map. */
export async function mapTile(session: InferenceSession, picture: Picture, size: MapSize, tile: Tile): Promise<Uint8Array> {
  const { data } = await runNet(session, await detectionInput(picture, size, tile))
  const map = new Uint8Array(data.length)
  for (let i = 0; i < map.length; i++) map[i] = (data[i] ?? 0) * 255 + 0.5
  return map
}

/** The lines of text that a whole map shows, in pixels of the picture; upright ones in whole pixels, so that they are cut out without turning. */
export function regionsOfMap(probabilities: Uint8Array, size: MapSize, picture: Picture): Region[] {
  const scaleX = picture.widthPx / size.width
  const scaleY = picture.heightPx / size.height
  return findRegions({ probabilities, ...size }).map(({ centreX, centreY, width, height, angle }) => {
    const scaled = { centreX: centreX * scaleX, centreY: centreY * scaleY, width: width * scaleX, height: height * scaleY, angle }
    if (angle !== 0) return scaled
    const [x, y, widthPx, heightPx] = boxOf(scaled, picture.widthPx, picture.heightPx)
    return { centreX: x + widthPx / 2, centreY: y + heightPx / 2, width: widthPx, height: heightPx, angle }
  })
}
