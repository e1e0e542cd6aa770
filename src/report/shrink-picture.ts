import sharp, { type Sharp } from 'sharp'
import type { Box } from '../model/reading.js'
import type { Picture } from '../ports.js'

const maxWidthPx = 720
const maxHeightPx = 4000

/** A small WebP of a picture as a `data:` address, with the `hidden` boxes made unreadable. */
export async function shrinkPicture(picture: Picture, hidden: readonly Box[]): Promise<string> {
  const { widthPx: width, heightPx: height, rgb } = picture
  const source = () => sharp(rgb, { raw: { width, height, channels: 3 } })
  const covers = await Promise.all(hidden.map((box) => coverBox(source, box, width, height)))
  const { data: covered, info } = await source().composite(covers).raw().toBuffer({ resolveWithObject: true })
  const webp = await sharp(covered, { raw: { width, height, channels: info.channels } })
    .resize({ width: maxWidthPx, height: maxHeightPx, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 68 })
    .toBuffer()
  return `data:image/webp;base64,${webp.toString('base64')}`
}

/** The box averaged to a few large cells: nothing of a key survives, the place stays recognisable. */
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
