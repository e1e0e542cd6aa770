import type { Region } from './region.js'

/** How large a picture is shown to the detection net. */
export interface MapSize {
  readonly width: number
  readonly height: number
}

/** The net halves its sides five times. */
export const stridePx = 32

const phoneLongSidePx = 960
const desktopLongSidePx = 1280
/** Beyond this shape a picture is a long screenshot: its scale is that of a phone screen of its width. */
const tallestScreen = 2.2

/** Text this low in the map, margins included, is found and framed badly; then it is enlarged to the height wanted. */
const lowestTextPx = 18
const wantedTextPx = 28
const largestScale = 3
/** A second look at small text may cost about as much as two desktop screens, or four times the first look. */
const secondLookPixels = 2_400_000
const secondLookGrowth = 4

/** The size at which text is looked for first, by the shape of the picture; never enlarged. */
export function firstLook(widthPx: number, heightPx: number): MapSize {
  const isUpright = heightPx > widthPx
  const longSidePx = isUpright ? Math.min(heightPx, widthPx * tallestScreen) : widthPx
  const scale = (isUpright ? phoneLongSidePx : desktopLongSidePx) / longSidePx
  return atScale(widthPx, heightPx, Math.min(1, scale))
}

/** The size for a second look when most of the text found is small, else null. */
export function secondLook(widthPx: number, heightPx: number, first: MapSize, regions: readonly Region[]): MapSize | null {
  const scale = first.height / heightPx
  const heights = regions.map(({ width, height }) => Math.min(width, height)).sort((a, b) => a - b)
  const textPx = (heights[heights.length >> 1] ?? 0) * scale
  if (textPx === 0 || textPx >= lowestTextPx) return null
  const pixels = Math.max(secondLookPixels, first.width * first.height * secondLookGrowth)
  const affordable = Math.sqrt(pixels / (widthPx * heightPx))
  const larger = Math.min((scale * wantedTextPx) / textPx, largestScale, affordable)
  return larger > scale * 1.1 ? atScale(widthPx, heightPx, larger) : null
}

function atScale(widthPx: number, heightPx: number, scale: number): MapSize {
  return { width: wholeStrides(widthPx * scale), height: wholeStrides(heightPx * scale) }
}

function wholeStrides(sidePx: number): number {
  return Math.max(1, Math.round(sidePx / stridePx)) * stridePx
}
