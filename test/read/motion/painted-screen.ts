import type { Glance, Still } from '../../../src/ports.js'

export const glance = { widthPx: 180, heightPx: 390 }
const scale = 3
export const size = { glance, widthPx: glance.widthPx * scale, heightPx: glance.heightPx * scale }

/** A phone's screen, painted by code: white ground, signs of 4 × 6 pixels that differ by their seed. */
export class PaintedScreen {
  readonly luma = new Uint8Array(glance.widthPx * glance.heightPx).fill(245)

  fill(left: number, top: number, width: number, height: number, level: number, alpha = 1): this {
    for (let y = Math.max(0, top); y < Math.min(glance.heightPx, top + height); y++) {
      for (let x = Math.max(0, left); x < Math.min(glance.widthPx, left + width); x++) {
        const at = y * glance.widthPx + x
        this.luma[at] = Math.round((this.luma[at] ?? 0) * (1 - alpha) + level * alpha)
      }
    }
    return this
  }

  sign(left: number, top: number, seed: number, level = 20, alpha = 1): this {
    for (let y = 0; y < 6; y++) {
      for (let x = 0; x < 4; x++) if (hash(seed * 31 + y * 4 + x) > 0.45) this.fill(left + x, top + y, 1, 1, level, alpha)
    }
    return this
  }

  text(left: number, top: number, text: string, level = 20): this {
    for (let at = 0; at < text.length; at++) this.sign(left + at * 5, top, text.charCodeAt(at), level)
    return this
  }

  /** Lines of different text, as a page has them; content further down for a greater `offset`. */
  page(seed: number, offset = 0): this {
    for (let row = Math.floor(offset / 14); row < Math.floor(offset / 14) + 30; row++) {
      const top = 24 + row * 14 - offset
      const signs = 8 + Math.floor(hash(seed * 997 + row) * 22)
      for (let at = 0; at < signs; at++) if (top >= 24) this.sign(8 + at * 5, top, seed * 7919 + row * 37 + at)
    }
    return this
  }

  glanceAt(ms: number): Glance {
    return { kind: 'glance', ms, luma: this.luma.slice() }
  }

  stillAt(ms: number): Still {
    const luma = new Uint8Array(size.widthPx * size.heightPx)
    for (let y = 0; y < size.heightPx; y++) {
      for (let x = 0; x < size.widthPx; x++) {
        luma[y * size.widthPx + x] = this.luma[Math.floor(y / scale) * glance.widthPx + Math.floor(x / scale)] ?? 0
      }
    }
    return { kind: 'still', ms, luma, picture: nothing, strip: nothing }
  }
}

const nothing = () => ({ widthPx: 0, heightPx: 0, rgb: new Uint8Array() })

/** Always the same number 0-1 for the same seed. */
export function hash(seed: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
}
