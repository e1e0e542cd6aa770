/** Rows that are looked at together: whole cells of 4 and blocks of 6 pixels. */
export const bandRows = 12

/**
 * Tells of each frame in which bands of 12 rows it differs from the frame before, 1 for those; all of the first does. Most
 * rows of most frames are the same byte for byte, and comparing memory takes a hundredth of the time of looking at blocks.
 * The answer is valid until the next frame.
 */
export function watchBands(widthPx: number, heightPx: number): (luma: Uint8Array) => Uint8Array {
  const bands = new Uint8Array(Math.ceil(heightPx / bandRows)).fill(1)
  const bandBytes = widthPx * bandRows
  let last: Buffer | null = null
  return (luma) => {
    const now = Buffer.from(luma.buffer, luma.byteOffset, luma.length)
    for (let band = 0, from = 0; last && band < bands.length; band++, from += bandBytes) {
      const until = Math.min(from + bandBytes, luma.length)
      bands[band] = last.compare(now, from, until, from, until) === 0 ? 0 : 1
    }
    last = now
    return bands
  }
}
