import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Box, TextLine } from '../model/reading.js'
import type { GrayPlane } from './gray-plane.js'

/** How steep a picture's edges are, as the share of its contrast they take from one pixel to the next; null without contrast. */
export interface Sharpness {
  /** The middle one of its lines of text. */
  readonly ofLines: number | null
  /** The steepest of the picture's edges; null too where lines of text say enough. */
  readonly ofPicture: number | null
  /** Share of pixels that are not about as bright as most are; null where there is text. */
  readonly unevenShare: number | null
}

/** Measures a picture's edges, in its lines of text and everywhere. */
export async function measureSharpness(plane: GrayPlane, lines: readonly TextLine[]): Promise<Sharpness> {
  const ofLines = lines
    .map(({ box }) => sharpnessOf(countIn(plane, box), lineShare, minLineContrast))
    .filter((sharpness) => sharpness !== null)
    .sort((a, b) => a - b)
  const middle = ofLines[ofLines.length >> 1] ?? null
  if (lines.length >= enoughLines) return { ofLines: middle, ofPicture: null, unevenShare: null }
  const whole = await countAll(plane)
  return { ofLines: middle, ofPicture: sharpnessOf(whole, pictureShare, minPictureContrast), unevenShare: unevenShareOf(whole.levels) }
}

const enoughLines = 3
const pixelsASlice = 1_000_000
/** The steepest 2% of a line's pixels are the edges of its letters; of a whole picture most are paper. */
const lineShare = 0.02
const pictureShare = 0.0005
const minLineContrast = 30
const minPictureContrast = 60

/** How many pixels have each brightness, and how many steps to the right neighbour each height. */
interface Counts {
  readonly levels: Uint32Array
  readonly steps: Uint32Array
}

async function countAll(plane: GrayPlane): Promise<Counts> {
  const counts = { levels: new Uint32Array(256), steps: new Uint32Array(256) }
  const rows = Math.ceil(pixelsASlice / plane.widthPx)
  for (let y = 0; y < plane.heightPx; y += rows) {
    countInto(counts, plane, [0, y, plane.widthPx, rows])
    await nextTurn()
  }
  return counts
}

function countIn(plane: GrayPlane, box: Box): Counts {
  const counts = { levels: new Uint32Array(256), steps: new Uint32Array(256) }
  countInto(counts, plane, box)
  return counts
}

function countInto({ levels, steps }: Counts, plane: GrayPlane, [left, top, width, height]: Box): void {
  const bottom = Math.min(plane.heightPx, Math.round(top + height))
  const right = Math.min(plane.widthPx, Math.round(left + width))
  const from = Math.max(0, Math.round(left))
  for (let y = Math.max(0, Math.round(top)); y < bottom; y++) {
    let before = plane.levels[y * plane.widthPx + from] ?? 0
    for (let at = y * plane.widthPx + from; at < y * plane.widthPx + right; at++) {
      const level = plane.levels[at] ?? 0
      const step = Math.abs(level - before)
      levels[level] = (levels[level] ?? 0) + 1
      steps[step] = (steps[step] ?? 0) + 1
      before = level
    }
  }
}

function sharpnessOf({ levels, steps }: Counts, share: number, minContrast: number): number | null {
  const contrast = valueAt(levels, 1 - share) - valueAt(levels, share)
  return contrast < minContrast ? null : Math.min(1, valueAt(steps, 1 - share) / contrast)
}

/** The value below which the given share of the counted lies. */
function valueAt(counts: Uint32Array, share: number): number {
  let left = counts.reduce((sum, count) => sum + count, 0) * share
  for (let value = 0; value < counts.length; value++) {
    left -= counts[value] ?? 0
    if (left < 0) return value
  }
  return counts.length - 1
}

function unevenShareOf(levels: Uint32Array): number {
  const middle = valueAt(levels, 0.5)
  const total = levels.reduce((sum, count) => sum + count, 0)
  const even = levels.subarray(Math.max(0, middle - 10), middle + 11).reduce((sum, count) => sum + count, 0)
  return 1 - even / total
}
