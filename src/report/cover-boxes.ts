import sharp, { type Sharp } from 'sharp'
import type { Box } from '../model/reading.js'
import type { Picture } from '../ports.js'

/** A copy of the picture with these boxes made unreadable: nothing of a key survives, the place stays recognisable. */
export async function coverBoxes({ widthPx, heightPx, rgb }: Picture, boxes: readonly Box[]): Promise<Picture> {
  const source = () => sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } })
  const covers = await Promise.all(boxes.map((box) => coverBox(source, box, widthPx, heightPx)))
  const covered = await source().composite(covers).removeAlpha().raw().toBuffer()
  return { widthPx, heightPx, rgb: covered }
}

/** The box averaged to a few large cells. */
async function coverBox(source: () => Sharp, [x, y, w, h]: Box, width: number, height: number) {
  const margin = Math.round(h * 0.2)
  const left = clamp(Math.floor(x) - margin, 0, width - 1)
  const top = clamp(Math.floor(y) - margin, 0, height - 1)
  const region = {
    left,
    top,
    width: clamp(Math.ceil(w) + 2 * margin, 1, width - left),
    height: clamp(Math.ceil(h) + 2 * margin, 1, height - top),
  }
  const cells = await source()
    .extract(region)
    .resize({ width: Math.max(1, Math.round(region.width / region.height / 2)), height: 1, fit: 'fill' })
    .png()
    .toBuffer()
  const input = await sharp(cells).resize({ width: region.width, height: region.height, fit: 'fill', kernel: 'nearest' }).png().toBuffer()
  return { input, left, top }
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}
