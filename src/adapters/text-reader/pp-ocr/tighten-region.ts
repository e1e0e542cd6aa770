import type { Picture } from '../../../ports.js'
import type { Region } from './region.js'

/**
 * Space left above and below the ink, in heights of the ink. Small letters gain from every row of the strip;
 * larger ones are read as well with more space, and their strips are shorter, which is time.
 */
const marginOfSmall = 0.15
const marginOfLarge = 0.25
const smallInkPx = 18
/** A row without ink this high within a line (under the dot of an i, between strokes), in heights of the region. */
const gapShare = 0.12
/** A pixel is ink when it differs from the ground by this share of the greatest difference in the region. */
const inkShare = 0.3
/** Fainter differences than this are noise of the picture, not ink. */
const faintestInk = 24

/**
 * An upright region without the empty rows above and below its line. Around small text the detection net
 * leaves wide margins, and the letters come out small in the strip. Where the ground is not even, nothing is taken away.
 */
export function tightenRegion(picture: Picture, region: Region): Region {
  if (region.angle !== 0 || region.height < 6 || region.height > region.width * 1.5) return region
  const left = Math.round(region.centreX - region.width / 2)
  const top = Math.round(region.centreY - region.height / 2)
  const rows = inkOfRows(picture, left, top, Math.round(region.width), Math.round(region.height))
  const [first, last] = bandAroundMiddle(rows)
  const inkPx = last - first + 1
  const margin = Math.max(1.5, inkPx * (inkPx < smallInkPx ? marginOfSmall : marginOfLarge))
  const from = Math.max(0, Math.round(first - margin))
  const until = Math.min(rows.length, Math.round(last + 1 + margin))
  return { ...region, centreY: top + (from + until) / 2, height: until - from }
}

/** Whether each row holds ink. */
function inkOfRows(picture: Picture, left: number, top: number, width: number, height: number): boolean[] {
  const light = new Uint8Array(width * height)
  const histogram = new Uint32Array(256)
  for (let y = 0, to = 0; y < height; y++) {
    let at = ((top + y) * picture.widthPx + left) * 3
    for (let x = 0; x < width; x++, at += 3) {
      const value = ((picture.rgb[at] ?? 0) * 77 + (picture.rgb[at + 1] ?? 0) * 151 + (picture.rgb[at + 2] ?? 0) * 28) >> 8
      light[to++] = value
      histogram[value] = (histogram[value] ?? 0) + 1
    }
  }
  const ground = histogram.indexOf(Math.max(...histogram))
  const farthest = Math.max(ground - histogram.findIndex((count) => count > 0), histogram.findLastIndex((count) => count > 0) - ground)
  const threshold = Math.max(faintestInk, farthest * inkShare)
  const rows: boolean[] = []
  for (let y = 0; y < height; y++) {
    let ink = false
    for (let at = y * width; at < (y + 1) * width && !ink; at++) ink = Math.abs((light[at] ?? 0) - ground) > threshold
    rows.push(ink)
  }
  return rows
}

/** First and last row of the ink that stands around the middle; all rows where the middle is empty. */
function bandAroundMiddle(rows: readonly boolean[]): [number, number] {
  const gap = Math.max(1, Math.round(rows.length * gapShare))
  const middle = rows.length >> 1
  const edge = (step: 1 | -1): number => {
    let last = middle
    for (let row = middle; row >= 0 && row < rows.length && Math.abs(row - last) <= gap; row += step) if (rows[row]) last = row
    return last
  }
  const [first, last] = [edge(-1), edge(1)]
  return last - first < rows.length / 4 ? [0, rows.length - 1] : [first, last]
}
