import type { Box, QualityFault, TextLine } from '../model/reading.js'
import type { GrayPlane } from './gray-plane.js'
import { measureSharpness } from './measure-sharpness.js'

/**
 * Why a picture cannot be read well, nothing for an ordinary screenshot. What reads well is never called blurred:
 * the reader's confidence must be low as well. Figures measured on drawn pages, whole, scaled to ¼ and blurred.
 */
export async function assessQuality(plane: GrayPlane, lines: readonly TextLine[]): Promise<QualityFault[]> {
  const sharpness = await measureSharpness(plane, lines)
  const isBlank = lines.length === 0 && sharpness.unevenShare !== null && sharpness.unevenShare < maxUnevenShare
  const faults: readonly (readonly [QualityFault, boolean])[] = [
    ['too-small', isTooSmall(plane, lines)],
    ['blurred', !isBlank && isBlurred(lines, sharpness.ofLines, sharpness.ofPicture)],
    ['cropped', isCutAt(plane, lines, 'left') || isCutAt(plane, lines, 'right') || isCutAcross(plane, lines)],
    ['blank', isBlank],
  ]
  return faults.filter(([, applies]) => applies).map(([fault]) => fault)
}

/** Of the picture's pixels; a lone cursor or speck is still blank. */
const maxUnevenShare = 0.002

/** A line's box is a little higher than its letters: at 10 px they are 8 px high, a third of them are misread. */
const tooSmallPx = 10.5
const smallPx = 12
const smallSidePx = 160

function isTooSmall({ widthPx, heightPx }: GrayPlane, lines: readonly TextLine[]): boolean {
  const height = median(lines.map(({ box }) => box[3]))
  const isTiny = Math.min(widthPx, heightPx) < smallSidePx && !lines.some(({ text, confidence }) => text.length > 1 && confidence >= 0.6)
  return isTiny || height <= tooSmallPx || (height <= smallPx && medianConfidence(lines) < 0.8)
}

/** Share of a line's contrast that its steepest edges take in one pixel: 0.45-1 as shot, 0.27 at sigma 1.5, 0.13 at 3, 0.07 at 5. */
const blurredSharpness = 0.2
const blurredConfidence = 0.9

function isBlurred(lines: readonly TextLine[], ofLines: number | null, ofPicture: number | null): boolean {
  if (ofPicture !== null) return ofPicture < blurredSharpness
  return ofLines !== null && ofLines < blurredSharpness && medianConfidence(lines) < blurredConfidence
}

/** Letters that run into the picture's left or right edge: two lines, or one that is most of the width. */
function isCutAt(plane: GrayPlane, lines: readonly TextLine[], side: 'left' | 'right'): boolean {
  const column = side === 'left' ? 0 : plane.widthPx - 1
  const cut = lines.filter(({ box }) => {
    const isAtEdge = side === 'left' ? box[0] <= 1 : box[0] + box[2] >= plane.widthPx - 1
    return isAtEdge && box[3] >= smallPx && inkShare(plane, box, column) >= 0.2
  })
  return cut.length >= 2 || cut.some(({ box }) => box[2] >= plane.widthPx * 0.4)
}

/** How much of the line's height has ink in the column: a letter that is whole leaves it free. */
function inkShare({ widthPx, heightPx, levels }: GrayPlane, [, top, , height]: Box, column: number): number {
  const strip: number[] = []
  for (let y = Math.max(0, Math.round(top)); y < Math.min(heightPx, top + height); y++) strip.push(levels[y * widthPx + column] ?? 0)
  const paper = median(strip)
  return strip.filter((level) => Math.abs(level - paper) > 60).length / strip.length
}

/** Half a row of text at the top or bottom edge, unreadable and wide: a page that scrolls ends in small bits of one. */
function isCutAcross({ widthPx, heightPx }: GrayPlane, lines: readonly TextLine[]): boolean {
  const usual = median(lines.map(({ box }) => box[3]))
  const isHalf = ({ box, confidence }: TextLine) => box[3] < usual * 0.7 && confidence < 0.6
  const wide = (cut: readonly TextLine[]) => cut.reduce((sum, { box }) => sum + box[2], 0) >= widthPx * 0.3
  return (
    wide(lines.filter((line) => line.box[1] <= 1 && isHalf(line))) ||
    wide(lines.filter((line) => line.box[1] + line.box[3] >= heightPx - 1 && isHalf(line)))
  )
}

function medianConfidence(lines: readonly TextLine[]): number {
  return median(lines.map(({ confidence }) => confidence))
}

/** `NaN` of nothing: it compares as neither small nor large. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
