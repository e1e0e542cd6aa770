const uprightPixels = 75_000
/** Print is smaller on a desktop. */
const widePixels = 150_000

/**
 * The size of a small picture of about 75,000 px with the aspect ratio of the given one, 184 × 400 for a phone; of
 * 150,000 px where it is wider than high.
 * Even numbers where there are two pixels, never more than the picture has.
 */
export function sizeGlance(widthPx: number, heightPx: number): { widthPx: number; heightPx: number } {
  const scale = Math.min(1, Math.sqrt((widthPx > heightPx ? widePixels : uprightPixels) / (widthPx * heightPx)))
  return { widthPx: evenUpTo(widthPx, scale), heightPx: evenUpTo(heightPx, scale) }
}

function evenUpTo(lengthPx: number, scale: number): number {
  const even = 2 * Math.round((lengthPx * scale) / 2)
  return Math.min(Math.max(even, 2), lengthPx - (lengthPx > 1 ? lengthPx % 2 : 0))
}
