import type { Box, TextLine } from '../model/reading.js'
import { findBars } from './find-bars.js'
import { findBlur } from './find-blur.js'
import { findMosaic } from './find-mosaic.js'
import type { GrayPlane } from './gray-plane.js'

/**
 * Places where something was made unreadable on purpose: a mosaic, a solid bar, a local blur. In pixels of the picture,
 * from the top; `reading` may still go on when this begins. Rather misses one than takes a page's own design for one: a missing value is asked for anyway.
 */
export async function findObscured(plane: GrayPlane, reading: Promise<readonly TextLine[]>): Promise<Box[]> {
  const found = (await Promise.all([findMosaic(plane), findBars(plane, reading), findBlur(plane, reading)])).flat()
  const whole = found.filter((box, at) => !found.some((other, otherAt) => otherAt < at && covers(other, box)))
  return whole.sort((a, b) => a[1] - b[1] || a[0] - b[0])
}

/** More than half of `b` lies in `a`: the same place found twice. */
function covers(a: Box, b: Box): boolean {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0])
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1])
  return width > 0 && height > 0 && width * height > 0.5 * b[2] * b[3]
}
