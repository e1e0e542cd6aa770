import type { InferenceSession } from 'onnxruntime-node'
import type { Picture } from '../../../ports.js'
import { findRegions } from './find-regions.js'
import { detectionInput } from './prepare-input.js'
import { boxOf, type Region } from './region.js'
import { runNet } from './run-net.js'

/** Text this low is read badly; what the net sees is enlarged until it is not. */
const lowestTextPx = 14
const wantedTextPx = 22
const mostEnlarged = 3

/** The lines of text in a picture, in its pixels. Where most of them are small it looks again, enlarged. */
export async function detectRegions(session: InferenceSession, picture: Picture, scale: number): Promise<Region[]> {
  const regions = await detectAt(session, picture, scale)
  const textPx = medianHeight(regions)
  if (textPx === 0 || textPx >= lowestTextPx) return regions
  const enlarged = Math.min(mostEnlarged, wantedTextPx / textPx)
  return enlarged > scale ? detectAt(session, picture, enlarged) : regions
}

async function detectAt(session: InferenceSession, picture: Picture, scale: number): Promise<Region[]> {
  const input = await detectionInput(picture, scale)
  const { data } = await runNet(session, input)
  const found = findRegions({ probabilities: data, width: input.width, height: input.height })
  return found.map((region) => inPicture(region, picture, picture.widthPx / input.width, picture.heightPx / input.height))
}

/** Upright regions come out in whole pixels: they are cut out without turning. */
function inPicture(region: Region, picture: Picture, scaleX: number, scaleY: number): Region {
  const scaled = {
    centreX: region.centreX * scaleX,
    centreY: region.centreY * scaleY,
    width: region.width * scaleX,
    height: region.height * scaleY,
    angle: region.angle,
  }
  if (region.angle !== 0) return scaled
  const [x, y, width, height] = boxOf(scaled, picture.widthPx, picture.heightPx)
  return { centreX: x + width / 2, centreY: y + height / 2, width, height, angle: 0 }
}

function medianHeight(regions: readonly Region[]): number {
  const heights = regions.map(({ height }) => height).sort((a, b) => a - b)
  return heights[heights.length >> 1] ?? 0
}
