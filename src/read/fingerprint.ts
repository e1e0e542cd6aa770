import sharp from 'sharp'
import type { PerceptualHash } from '../model/reading.js'
import type { GrayPlane } from './gray-plane.js'

/**
 * The 1023-bit perceptual hash of trust.md: the picture as 128 × 128 gray, its 32 × 32 lowest cosine frequencies
 * without the constant one, a bit each for lying above their median. 256 hexadecimal digits, the first bit 0.
 */
export async function fingerprint(plane: GrayPlane): Promise<PerceptualHash> {
  const raw = { width: plane.widthPx, height: plane.heightPx, channels: 1 as const }
  const small = await sharp(plane.levels, { raw })
    .resize(sidePx, sidePx, { fit: 'fill', kernel: 'mitchell' })
    .toColourspace('b-w')
    .raw({ depth: 'uchar' })
    .toBuffer()
  return toHex(transform(small))
}

const sidePx = 128
const frequencies = 32

/** `cosines[u * sidePx + x]`: the DCT-II basis. */
const cosines = Float64Array.from({ length: frequencies * sidePx }, (_, at) => {
  const u = Math.floor(at / sidePx)
  return Math.cos(((2 * (at % sidePx) + 1) * u * Math.PI) / (2 * sidePx))
})

/** The 32 × 32 lowest coefficients, row by row: rows first, then columns. */
function transform(gray: Uint8Array): Float64Array {
  const rows = new Float64Array(sidePx * frequencies)
  for (let y = 0; y < sidePx; y++) {
    for (let u = 0; u < frequencies; u++) rows[y * frequencies + u] = project(gray, y * sidePx, 1, u)
  }
  const both = new Float64Array(frequencies * frequencies)
  for (let v = 0; v < frequencies; v++) {
    for (let u = 0; u < frequencies; u++) both[v * frequencies + u] = project(rows, u, frequencies, v)
  }
  return both
}

function project(values: Uint8Array | Float64Array, start: number, step: number, frequency: number): number {
  let sum = 0
  for (let x = 0; x < sidePx; x++) sum += (values[start + x * step] ?? 0) * (cosines[frequency * sidePx + x] ?? 0)
  return sum
}

function toHex(coefficients: Float64Array): PerceptualHash {
  const sorted = coefficients.slice(1).sort()
  const median = sorted[sorted.length >> 1] ?? 0
  let hex = ''
  for (let at = 0; at < coefficients.length; at += 4) {
    let digit = 0
    for (let bit = at; bit < at + 4; bit++) digit = digit * 2 + (bit > 0 && (coefficients[bit] ?? 0) > median ? 1 : 0)
    hex += digit.toString(16)
  }
  return hex
}
