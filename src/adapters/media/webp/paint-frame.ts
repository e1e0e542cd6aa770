import type { WebpFrame } from './decode-frame.js'

/** What an animation is drawn on: 8-bit RGBA, see-through at first. */
export interface Canvas {
  readonly widthPx: number
  readonly heightPx: number
  readonly rgba: Uint8Array
}

/** Draws a frame on the canvas; false when it does not lie within. */
export function paintFrame(canvas: Canvas, frame: WebpFrame): boolean {
  if (frame.x + frame.widthPx > canvas.widthPx || frame.y + frame.heightPx > canvas.heightPx) return false
  for (let row = 0; row < frame.heightPx; row++) {
    const to = rowStart(canvas, frame, row)
    const pixels = frame.rgba.subarray(row * frame.widthPx * 4, (row + 1) * frame.widthPx * 4)
    if (frame.isBlended) layOver(canvas.rgba.subarray(to, to + pixels.length), pixels)
    else canvas.rgba.set(pixels, to)
  }
  return true
}

/** Takes away the place a frame was drawn in. */
export function clearFrame(canvas: Canvas, frame: WebpFrame): void {
  for (let row = 0; row < frame.heightPx; row++) {
    const from = rowStart(canvas, frame, row)
    canvas.rgba.fill(0, from, from + frame.widthPx * 4)
  }
}

/** The canvas on white, without transparency. */
export function flattenCanvas({ widthPx, heightPx, rgba }: Canvas): Uint8Array {
  const rgb = new Uint8Array(widthPx * heightPx * 3)
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    const alpha = rgba[from + 3] ?? 255
    for (let c = 0; c < 3; c++) rgb[to + c] = alpha === 255 ? (rgba[from + c] ?? 0) : over(rgba[from + c] ?? 0, alpha, 255)
  }
  return rgb
}

function rowStart(canvas: Canvas, frame: WebpFrame, row: number): number {
  return ((frame.y + row) * canvas.widthPx + frame.x) * 4
}

function layOver(below: Uint8Array, above: Uint8Array): void {
  for (let at = 0; at < above.length; at += 4) {
    const alpha = above[at + 3] ?? 0
    if (alpha === 0) continue
    const belowAlpha = ((below[at + 3] ?? 0) * (255 - alpha)) / 255
    const alphaSum = alpha + belowAlpha
    for (let c = 0; c < 3; c++) below[at + c] = Math.round(((above[at + c] ?? 0) * alpha + (below[at + c] ?? 0) * belowAlpha) / alphaSum)
    below[at + 3] = Math.round(alphaSum)
  }
}

function over(value: number, alpha: number, ground: number): number {
  return Math.round((value * alpha + ground * (255 - alpha)) / 255)
}
