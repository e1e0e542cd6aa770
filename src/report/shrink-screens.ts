import sharp from 'sharp'
import type { Examined } from '../model/examined.js'
import type { Box } from '../model/reading.js'
import type { Picture } from '../ports.js'
import type { KeptScreen } from './keep-screen.js'
import { type GrayPicture, locatePatch } from './locate-patch.js'
import { type KeyPlace, placeKeys } from './place-keys.js'
import type { ReportedPicture } from './reported-case.js'
import { shrinkPicture } from './shrink-picture.js'

/**
 * A recording's kept screens as they are embedded, with every place that shows what `hide` masks made unreadable; `hide` null leaves all to be seen.
 * A screen on which a key is known to stand, but not where, is made unreadable as a whole.
 */
export async function shrinkScreens(
  examined: Examined,
  kept: readonly KeptScreen[],
  hide: ((text: string) => string) | null,
): Promise<ReportedPicture[]> {
  const places = hide ? placeKeys(examined, hide).map((place) => scalePlace(place, examined, kept)) : []
  const grays = new Map<number, GrayPicture>()
  for (const one of kept) if (places.length) grays.set(one.screen, await toGray(one))
  const shrink = async (one: KeptScreen): Promise<ReportedPicture> => {
    const shown = places.filter(({ screen, alsoIn }) => screen === one.screen || alsoIn.includes(one.screen))
    const boxes = shown.map((place) => findOn(one.screen, place, grays))
    const known = boxes.filter((box) => box !== null)
    const picture = await decode(one)
    const dataUri = await shrinkPicture(known.length === boxes.length ? picture : await blot(picture), known)
    return { file: examined.file, screen: one.screen, dataUri }
  }
  const pictures: ReportedPicture[] = []
  for (const one of kept) pictures.push(await shrink(one))
  return pictures
}

/** The place in pixels of the kept picture. */
function scalePlace(place: KeyPlace, { reading }: Examined, kept: readonly KeptScreen[]): KeyPlace {
  const widthPx = kept.find(({ screen }) => screen === place.screen)?.widthPx ?? reading.width
  const [x, y, w, h] = place.box.map((side) => (side * widthPx) / reading.width)
  return { ...place, box: [x ?? 0, y ?? 0, w ?? 0, h ?? 0] }
}

/** Null where the place cannot be found again. */
function findOn(screen: number, { screen: first, box }: KeyPlace, grays: ReadonlyMap<number, GrayPicture>): Box | null {
  if (screen === first) return box
  const [from, within] = [grays.get(first), grays.get(screen)]
  return from && from.widthPx === within?.widthPx ? locatePatch(from, box, within) : null
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

async function decode({ jpeg, widthPx, heightPx }: KeptScreen): Promise<Picture> {
  return { widthPx, heightPx, rgb: await sharp(jpeg).removeAlpha().toColourspace('srgb').raw().toBuffer() }
}

async function toGray({ jpeg, widthPx, heightPx }: KeptScreen): Promise<GrayPicture> {
  return { widthPx, heightPx, luma: await sharp(jpeg).toColourspace('b-w').raw().toBuffer() }
}
