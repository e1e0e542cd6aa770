import type { Box } from '../model/reading.js'

/** A picture's brightness, rows from the top. */
export interface GrayPicture {
  readonly widthPx: number
  readonly heightPx: number
  readonly luma: Uint8Array
}

/** Correlation from which two places show the same text: it stays near 1 when a dialog dims the page, other text gives less than half. */
const sameText = 0.8
/** Every third pixel both ways: text strokes of shrunken pictures are still met often enough. */
const stride = 3

/**
 * Where in `within` stands what `from` shows in the box: there, or moved anywhere in the picture, even dimmed; null when it is not found.
 * Both pictures have the same scale. A box without any contrast counts as found at its own place: there is nothing to see.
 */
export function locatePatch(from: GrayPicture, [x, y, w, h]: Box, within: GrayPicture): Box | null {
  const left = Math.max(0, Math.floor(x))
  const top = Math.max(0, Math.floor(y))
  const width = Math.min(Math.ceil(w), from.widthPx - left)
  const height = Math.min(Math.ceil(h), from.heightPx - top)
  const patch = takePatch(from, left, top, width, height)
  if (patch === null) return [left, top, width, height]
  if (correlate(patch, within, left, top) >= sameText) return [left, top, width, height]
  const straight = bestPlace(patch, within, left, left)
  return straight ?? bestPlace(patch, within, 0, within.widthPx - width)
}

/** As `locatePatch`, moved up or down at most; null where the box has no contrast to be known by. */
export function locateStraight(from: GrayPicture, [x, y, w, h]: Box, within: GrayPicture): Box | null {
  const left = Math.max(0, Math.floor(x))
  const top = Math.max(0, Math.floor(y))
  const patch = takePatch(from, left, top, Math.min(Math.ceil(w), from.widthPx - left), Math.min(Math.ceil(h), from.heightPx - top))
  return patch && bestPlace(patch, within, left, left)
}

/** The best place of all heights and of these left edges; null where none shows the same. */
function bestPlace(patch: Patch, within: GrayPicture, fromX: number, untilX: number): Box | null {
  let best: Box | null = null
  let reached = sameText
  for (let top = 0; top + patch.height <= within.heightPx; top++) {
    for (let left = fromX; left <= untilX; left++) {
      const correlation = correlate(patch, within, left, top)
      if (correlation < reached) continue
      reached = correlation
      best = [left, top, patch.width, patch.height]
    }
  }
  return best
}

interface Patch {
  readonly width: number
  readonly height: number
  /** Deviations from the mean, every `stride` pixels. */
  readonly deviations: Float32Array
  /** Root of their summed squares. */
  readonly norm: number
}

function takePatch({ luma, widthPx }: GrayPicture, left: number, top: number, width: number, height: number): Patch | null {
  const values: number[] = []
  for (let dy = 0; dy < height; dy += stride)
    for (let dx = 0; dx < width; dx += stride) values.push(luma[(top + dy) * widthPx + left + dx] ?? 0)
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1)
  const deviations = Float32Array.from(values, (value) => value - mean)
  const norm = Math.sqrt(deviations.reduce((sum, value) => sum + value * value, 0))
  const contrast = norm / Math.sqrt(Math.max(values.length, 1))
  return contrast < 4 ? null : { width, height, deviations, norm }
}

/** Pearson's correlation of the patch with the same-sized place of the picture; 0 where that is flat or lies outside. */
function correlate(
  { width, height, deviations, norm }: Patch,
  { luma, widthPx, heightPx }: GrayPicture,
  left: number,
  top: number,
): number {
  if (left + width > widthPx || top + height > heightPx) return 0
  let [at, product, sum, squares] = [0, 0, 0, 0]
  for (let dy = 0; dy < height; dy += stride) {
    const row = (top + dy) * widthPx + left
    for (let dx = 0; dx < width; dx += stride) {
      const value = luma[row + dx] ?? 0
      product += value * (deviations[at++] ?? 0)
      sum += value
      squares += value * value
    }
  }
  const spread = squares - (sum * sum) / Math.max(at, 1)
  return spread < at ? 0 : product / (Math.sqrt(spread) * norm)
}
