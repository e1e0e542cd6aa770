import sharp from 'sharp'
import type { Examined } from '../model/examined.js'
import type { Picture } from '../ports.js'
import { coverScreen } from './cover-screen.js'
import type { KeptScreen } from './keep-screen.js'
import type { GrayPicture } from './locate-patch.js'
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
  const grayOf = async (screen: number) => grays.get(screen) ?? null
  const pictures: ReportedPicture[] = []
  for (const one of kept) {
    const covered = await coverScreen(one.screen, await decode(one), places, grayOf)
    pictures.push({ file: examined.file, screen: one.screen, dataUri: await shrinkPicture(covered, []) })
  }
  return pictures
}

/** The place in pixels of the kept picture. */
function scalePlace(place: KeyPlace, { reading }: Examined, kept: readonly KeptScreen[]): KeyPlace {
  const widthPx = kept.find(({ screen }) => screen === place.screen)?.widthPx ?? reading.width
  const [x, y, w, h] = place.box.map((side) => (side * widthPx) / reading.width)
  return { ...place, box: [x ?? 0, y ?? 0, w ?? 0, h ?? 0] }
}

async function decode({ jpeg, widthPx, heightPx }: KeptScreen): Promise<Picture> {
  return { widthPx, heightPx, rgb: await sharp(jpeg).removeAlpha().toColourspace('srgb').raw().toBuffer() }
}

async function toGray({ jpeg, widthPx, heightPx }: KeptScreen): Promise<GrayPicture> {
  return { widthPx, heightPx, luma: await sharp(jpeg).toColourspace('b-w').raw().toBuffer() }
}
