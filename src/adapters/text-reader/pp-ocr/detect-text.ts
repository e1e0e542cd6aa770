import type { InferenceSession } from 'onnxruntime-node'
import type { Picture } from '../../../ports.js'
import type { Band } from '../bands-around.js'
import type { MapSize } from './detection-size.js'
import { findRegions } from './find-regions.js'
import { detectionInput } from './prepare-input.js'
import { boxOf, type Region } from './region.js'
import { runNet } from './run-net.js'

/** The probability of text, from 0 to 255, for each pixel of a tile of the map. */
export async function mapTile(session: InferenceSession, picture: Picture, size: MapSize, tile: Band): Promise<Uint8Array> {
  const { data } = await runNet(session, await detectionInput(picture, size, tile))
  const map = new Uint8Array(data.length)
  for (let i = 0; i < map.length; i++) map[i] = (data[i] ?? 0) * 255 + 0.5
  return map
}

/** The lines of text that a band of a map shows, in pixels of the picture; upright ones in whole pixels, so that they are cut out without turning. */
export function regionsOfMap(probabilities: Uint8Array, size: MapSize, band: Band, picture: Picture): Region[] {
  const scaleX = picture.widthPx / size.width
  const scaleY = picture.heightPx / size.height
  return findRegions({ probabilities, width: size.width, height: band.rowCount }).map((found) => {
    const scaled = {
      centreX: found.centreX * scaleX,
      centreY: (found.centreY + band.topRow) * scaleY,
      width: found.width * scaleX,
      height: found.height * scaleY,
      angle: found.angle,
    }
    if (found.angle !== 0) return scaled
    const [x, y, widthPx, heightPx] = boxOf(scaled, picture.widthPx, picture.heightPx)
    return { centreX: x + widthPx / 2, centreY: y + heightPx / 2, width: widthPx, height: heightPx, angle: 0 }
  })
}
