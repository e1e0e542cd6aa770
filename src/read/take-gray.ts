import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Picture } from '../ports.js'
import type { GrayPlane } from './gray-plane.js'

/** The picture's brightness (Rec. 601 weights), in slices short enough for the event loop. */
export async function takeGray(picture: Picture): Promise<GrayPlane> {
  const { widthPx, heightPx, rgb } = picture
  const levels = new Uint8Array(widthPx * heightPx)
  for (let from = 0; from < levels.length; from += slicePixels) {
    const to = Math.min(levels.length, from + slicePixels)
    for (let at = from, byte = from * 3; at < to; at++, byte += 3) {
      levels[at] = ((rgb[byte] ?? 0) * 77 + (rgb[byte + 1] ?? 0) * 150 + (rgb[byte + 2] ?? 0) * 29) >> 8
    }
    if (to < levels.length) await nextTurn()
  }
  return { widthPx, heightPx, levels }
}

const slicePixels = 2_000_000
