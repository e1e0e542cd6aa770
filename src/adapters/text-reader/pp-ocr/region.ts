import type { Box } from '../../../model/reading.js'

/** A turned rectangle in pixels: its centre, its size along and across the text, and the angle of the text in radians (clockwise, since y grows downwards). */
export interface Region {
  readonly centreX: number
  readonly centreY: number
  readonly width: number
  readonly height: number
  readonly angle: number
}

/** The point of a region that lies `along` pixels right and `across` pixels below its upper left corner, as the text sees it. */
export function pointOf(region: Region, along: number, across: number): readonly [x: number, y: number] {
  const cos = Math.cos(region.angle)
  const sin = Math.sin(region.angle)
  const dx = along - region.width / 2
  const dy = across - region.height / 2
  return [region.centreX + dx * cos - dy * sin, region.centreY + dx * sin + dy * cos]
}

/** The upright box around a region, cut to the picture, in whole pixels. */
export function boxOf(region: Region, widthPx: number, heightPx: number): Box {
  const corners = [
    pointOf(region, 0, 0),
    pointOf(region, region.width, 0),
    pointOf(region, 0, region.height),
    pointOf(region, region.width, region.height),
  ]
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  // A hair of tolerance, so that rounding noise does not grow an exact box by a pixel.
  const left = Math.max(0, Math.floor(Math.min(...xs) + 1e-6))
  const top = Math.max(0, Math.floor(Math.min(...ys) + 1e-6))
  const right = Math.min(widthPx, Math.ceil(Math.max(...xs) - 1e-6))
  const bottom = Math.min(heightPx, Math.ceil(Math.max(...ys) - 1e-6))
  return [left, top, Math.max(0, right - left), Math.max(0, bottom - top)]
}
