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

/** Whether a text or sign in one became another: at least a few squares of 3 × 3 pixels differ clearly; noise does not. */
export function cutsDiffer(a: LumaCut, b: LumaCut): boolean {
  if (a.widthPx !== b.widthPx || a.heightPx !== b.heightPx) return true
  let differing = 0
  for (let y = 0; y + 3 <= a.heightPx; y += 3) {
    for (let x = 0; x + 3 <= a.widthPx; x += 3) {
      let sum = 0
      for (let row = y; row < y + 3; row++) {
        for (let at = row * a.widthPx + x; at < row * a.widthPx + x + 3; at++) sum += (a.luma[at] ?? 0) - (b.luma[at] ?? 0)
      }
      if (Math.abs(sum) > minSum && ++differing >= minSquares) return true
    }
  }
  return false
}

const minSum = 9 * 28
const minSquares = 2
