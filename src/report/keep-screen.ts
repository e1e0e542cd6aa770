import sharp from 'sharp'
import type { Picture } from '../ports.js'

/** A screen's picture kept small while the rest of its recording is read: JPEG, so that memory stays flat. */
export interface KeptScreen {
  /** Index of the screen. */
  readonly screen: number
  readonly jpeg: Buffer
  readonly widthPx: number
  readonly heightPx: number
}

/** Half a phone's screen keeps text legible in some 50 KB; a desktop's letters are smaller. */
const maxPhoneWidthPx = 540
const maxDesktopWidthPx = 720
const desktopFromPx = 1200
const maxHeightPx = 6000

/** Keeps a screen's picture small; the picture itself is left as it is. */
export async function keepScreen(screen: number, { widthPx, heightPx, rgb }: Picture): Promise<KeptScreen> {
  const { data, info } = await sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .resize({
      width: widthPx < desktopFromPx ? maxPhoneWidthPx : maxDesktopWidthPx,
      height: maxHeightPx,
      fit: 'inside',
      withoutEnlargement: true,
    })
    .jpeg({ quality: 86, chromaSubsampling: '4:4:4' })
    .toBuffer({ resolveWithObject: true })
  return { screen, jpeg: data, widthPx: info.width, heightPx: info.height }
}
