import sharp from 'sharp'
import type { Picture } from '../../../ports.js'
import type { Band } from '../bands-around.js'
import { type Strip, stripHeightPx } from './cut-strip.js'
import type { MapSize } from './detection-size.js'

// Both hold for the whole process. The threads here use the cores already: more of libvips' own gain no time, and each
// keeps memory; nothing is decoded twice, so results need not be kept.
sharp.concurrency(1)
sharp.cache(false)

/** Pixels as a net wants them: planes of blue, green and red, each row after row; valid until the next are prepared in this thread. */
export interface NetInput {
  readonly planes: Float32Array
  readonly width: number
  readonly height: number
}

/** A step of the recognition net is so wide. */
export const stepPx = 8
/** Narrower strips lack the context the recognition net was taught with. */
const narrowestStripPx = 48

/** ImageNet's, in the order the net was trained with: it takes blue where ImageNet has red. */
const imageNetMean = [0.485, 0.456, 0.406] as const
const imageNetDeviation = [0.229, 0.224, 0.225] as const

/** The part of a picture that a tile of its map shows, scaled and normalised for the detection net. */
export async function detectionInput(picture: Picture, size: MapSize, tile: Band): Promise<NetInput> {
  const { width } = size
  const height = tile.rowCount
  const pxPerRow = picture.heightPx / size.height
  const topPx = Math.floor(tile.topRow * pxPerRow)
  const bottomPx = Math.min(picture.heightPx, Math.max(topPx + 1, Math.round((tile.topRow + tile.rowCount) * pxPerRow)))
  const rowBytes = picture.widthPx * 3
  // A copy: the pixels are shared between threads, which sharp does not expect.
  const part = picture.rgb.slice(topPx * rowBytes, bottomPx * rowBytes)
  const scaled = await sharp(part, { raw: { width: picture.widthPx, height: bottomPx - topPx, channels: 3 } })
    .resize(width, height, { fit: 'fill', kernel: pxPerRow > 1 ? 'linear' : 'lanczos3' })
    .raw()
    .toBuffer()
  const plane = width * height
  const planes = planesOf(plane * 3)
  for (const [channel, mean] of imageNetMean.entries()) {
    const factor = 1 / (255 * (imageNetDeviation[channel] ?? 1))
    const shift = mean / (imageNetDeviation[channel] ?? 1)
    for (let i = 0, from = 2 - channel, to = channel * plane; i < plane; i++, from += 3) planes[to++] = (scaled[from] ?? 0) * factor - shift
  }
  return { planes, width, height }
}

/** Part of a strip, from one column to before another, normalised for the recognition net and filled up with grey to whole steps. */
export function recognitionInput(strip: Strip, fromPx: number, untilPx: number): NetInput {
  const width = Math.max(narrowestStripPx, Math.ceil((untilPx - fromPx) / stepPx) * stepPx)
  const plane = width * stripHeightPx
  const planes = planesOf(plane * 3)
  for (let channel = 0; channel < 3; channel++) {
    for (let row = 0; row < stripHeightPx; row++) {
      let to = channel * plane + row * width
      let from = (row * strip.widthPx + fromPx) * 3 + 2 - channel
      for (let x = fromPx; x < untilPx; x++, from += 3) planes[to++] = (strip.rgb[from] ?? 0) / 127.5 - 1
    }
  }
  return { planes, width, height: stripHeightPx }
}

let kept = new Float32Array(0)

/** Zeros for the next input, in the memory of the last: megabytes for each line and tile would wait long to be collected. */
function planesOf(count: number): Float32Array {
  if (kept.length < count) kept = new Float32Array(count)
  return kept.subarray(0, count).fill(0)
}
