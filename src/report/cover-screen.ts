import sharp from 'sharp'
import type { Box } from '../model/reading.js'
import type { Picture } from '../ports.js'
import { coverBoxes } from './cover-boxes.js'
import { type GrayPicture, locatePatch, locateStraight } from './locate-patch.js'
import type { KeyPlace } from './place-keys.js'

/**
 * A copy of a screen's picture with every place that shows (part of) a card key made unreadable. The places are in pixels
 * of the picture. A screen on which a key is known to stand, but not where, is made unreadable as a whole.
 */
export async function coverScreen(
  screen: number,
  picture: Picture,
  places: readonly KeyPlace[],
  grayOf: (screen: number) => Promise<GrayPicture | null>,
): Promise<Picture> {
  const shown = places.filter((place) => place.screen === screen || place.alsoIn.includes(screen))
  const boxes: (Box | null)[] = []
  for (const place of shown) boxes.push(await findOn(screen, picture, place, grayOf))
  for (const place of places) if (!shown.includes(place)) boxes.push(...(await findHalfHidden(screen, picture, place, grayOf)))
  const known = boxes.filter((box) => box !== null)
  return coverBoxes(known.length === boxes.length ? picture : await blot(picture), known)
}

/** Null where the place cannot be found again. Searched for in small: sizes are those of `grayOf`. */
async function findOn(
  screen: number,
  { widthPx }: Picture,
  { screen: first, box }: KeyPlace,
  grayOf: (screen: number) => Promise<GrayPicture | null>,
): Promise<Box | null> {
  if (screen === first) return box
  const [from, within] = await Promise.all([grayOf(first), grayOf(screen)])
  if (!from || from.widthPx !== within?.widthPx) return null
  const scale = within.widthPx / widthPx
  const found = locatePatch(from, scaleBox(box, scale), within)
  return found && scaleBox(found, 1 / scale)
}

/**
 * Where a key is half hidden, by a dialog or the rim: no reader reads it there, but people do. Any half or third of it that
 * stands on the screen gives the whole place.
 */
async function findHalfHidden(
  screen: number,
  { widthPx }: Picture,
  { screen: first, box }: KeyPlace,
  grayOf: (screen: number) => Promise<GrayPicture | null>,
): Promise<readonly Box[]> {
  const [from, within] = await Promise.all([grayOf(first), grayOf(screen)])
  if (!from || from.widthPx !== within?.widthPx) return []
  const scale = within.widthPx / widthPx
  const [x, y, w, h] = scaleBox(box, scale)
  const found = parts.flatMap(([fromX, fromY, partW, partH]) => {
    const part: Box = [x + fromX * w, y + fromY * h, partW * w, partH * h]
    const at = locateStraight(from, part, within)
    return at ? [[x, at[1] - fromY * h, w, h] satisfies Box] : []
  })
  return found.map((one) => scaleBox(one, 1 / scale))
}

/** Left, top, width and height in shares of the box. */
const parts: readonly Box[] = [
  [0, 0, 1, 1 / 2],
  [0, 1 / 2, 1, 1 / 2],
  [0, 0, 1, 1 / 3],
  [0, 2 / 3, 1, 1 / 3],
  [0, 0, 1 / 2, 1],
  [1 / 2, 0, 1 / 2, 1],
]

function scaleBox([x, y, width, height]: Box, by: number): Box {
  return [x * by, y * by, width * by, height * by]
}

/** Cells of a fortieth of the width: wider than several characters. */
async function blot({ widthPx, heightPx, rgb }: Picture): Promise<Picture> {
  const width = Math.min(40, widthPx)
  const height = Math.max(1, Math.round((heightPx * width) / widthPx))
  const few = await sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .resize(width, height, { fit: 'fill' })
    .raw()
    .toBuffer()
  const blotted = await sharp(few, { raw: { width, height, channels: 3 } })
    .resize(widthPx, heightPx, { fit: 'fill', kernel: 'nearest' })
    .raw()
    .toBuffer()
  return { widthPx, heightPx, rgb: blotted }
}
