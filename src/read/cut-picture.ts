import type { Box } from '../model/reading.js'
import type { Picture } from '../ports.js'

/** The part of a picture within a box, as a picture of its own; at least one pixel, never beyond the rim. */
export function cutPicture(picture: Picture, [x, y, width, height]: Box): Picture {
  const left = clamp(Math.round(x), picture.widthPx - 1)
  const top = clamp(Math.round(y), picture.heightPx - 1)
  const widthPx = clamp(Math.round(width), picture.widthPx - left, 1)
  const heightPx = clamp(Math.round(height), picture.heightPx - top, 1)
  const rgb = new Uint8Array(widthPx * heightPx * 3)
  for (let row = 0; row < heightPx; row++) {
    const from = ((top + row) * picture.widthPx + left) * 3
    rgb.set(picture.rgb.subarray(from, from + widthPx * 3), row * widthPx * 3)
  }
  return { widthPx, heightPx, rgb }
}

function clamp(value: number, most: number, least = 0): number {
  return Math.max(least, Math.min(most, value))
}
