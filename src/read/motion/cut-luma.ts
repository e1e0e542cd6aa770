import type { Box } from '../../model/reading.js'

/** A small part of a still. */
export interface LumaCut {
  readonly widthPx: number
  readonly heightPx: number
  readonly luma: Uint8Array
}

/** Copies one box out of a plane of brightness that is `widthPx` wide. */
export function cutLuma(luma: Uint8Array, widthPx: number, [x, y, width, height]: Box): LumaCut {
  const cut = new Uint8Array(width * height)
  for (let row = 0; row < height; row++) {
    const from = (y + row) * widthPx + x
    cut.set(luma.subarray(from, from + width), row * width)
  }
  return { widthPx: width, heightPx: height, luma: cut }
}

/**
 * Whether a text or sign in one became another: at least a few squares of 3 × 3 pixels differ clearly; noise does not. It is
 * the ink that counts, not its colour or the ground it stands on: pages of other colours show the same clock.
 */
export function inkDiffers(a: LumaCut, b: LumaCut): boolean {
  if (a.widthPx !== b.widthPx || a.heightPx !== b.heightPx) return true
  const [inkA, inkB] = [inkOf(a.luma), inkOf(b.luma)]
  let differing = 0
  for (let y = 0; y + 3 <= a.heightPx; y += 3) {
    for (let x = 0; x + 3 <= a.widthPx; x += 3) {
      let sum = 0
      for (let row = y; row < y + 3; row++) {
        for (let at = row * a.widthPx + x; at < row * a.widthPx + x + 3; at++) sum += (inkA[at] ?? 0) - (inkB[at] ?? 0)
      }
      if (Math.abs(sum) > minSum && ++differing >= minSquares) return true
    }
  }
  return false
}

const minSum = 9 * 52
const minSquares = 2
/** Fainter contrast is no ink. */
const leastContrast = 40

/** How far each pixel is from the ground, 0-255 for the farthest. */
function inkOf(luma: Uint8Array): Uint8Array {
  const histogram = new Uint32Array(64)
  for (const level of luma) histogram[level >> 2] = (histogram[level >> 2] ?? 0) + 1
  const ground = histogram.indexOf(Math.max(...histogram)) * 4 + 2
  let farthest = leastContrast
  for (const level of luma) farthest = Math.max(farthest, Math.abs(level - ground))
  return luma.map((level) => (Math.abs(level - ground) * 255) / farthest)
}
