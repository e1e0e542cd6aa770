import sharp from 'sharp'
import type { Box } from '../model/reading.js'
import type { Picture } from '../ports.js'
import { coverBoxes } from './cover-boxes.js'

const maxWidthPx = 720
const maxHeightPx = 4000

/** A small WebP of a picture as a `data:` address, with the `hidden` boxes made unreadable. */
export async function shrinkPicture(picture: Picture, hidden: readonly Box[]): Promise<string> {
  const { widthPx, heightPx, rgb } = await coverBoxes(picture, hidden)
  const webp = await sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .resize({ width: maxWidthPx, height: maxHeightPx, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 68 })
    .toBuffer()
  return `data:image/webp;base64,${webp.toString('base64')}`
}
