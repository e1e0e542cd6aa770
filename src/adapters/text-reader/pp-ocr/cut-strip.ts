import type { Picture } from '../../../ports.js'
import { boxOf, pointOf, type Region } from './region.js'

/** The height the recognition net reads at. */
export const stripHeightPx = 48

/** One line of text cut out level and brought to the recogniser's height: 8-bit RGB, rows from the top. */
export interface Strip {
  readonly widthPx: number
  readonly rgb: Uint8Array
}

/** Cuts one line out of a picture, level, scaled to the recogniser's height. */
export function cutStrip(picture: Picture, region: Region): Strip {
  const level = region.angle === 0 ? cutUpright(picture, region) : cutTurned(picture, region)
  return scaleToHeight(level)
}

/** A part of a pixel buffer: where it starts and how far one row lies from the next, in bytes. */
interface Part {
  readonly rgb: Uint8Array
  readonly startByte: number
  readonly rowBytes: number
  readonly width: number
  readonly height: number
}

function cutUpright(picture: Picture, region: Region): Part {
  const [x, y, width, height] = boxOf(region, picture.widthPx, picture.heightPx)
  const rowBytes = picture.widthPx * 3
  return { rgb: picture.rgb, startByte: y * rowBytes + x * 3, rowBytes, width: Math.max(1, width), height: Math.max(1, height) }
}

/** Bilinear, at the picture's own scale; points outside take the nearest pixel. */
function cutTurned(picture: Picture, region: Region): Part {
  const width = Math.max(1, Math.round(region.width))
  const height = Math.max(1, Math.round(region.height))
  const rgb = new Uint8Array(width * height * 3)
  const [startX, startY] = pointOf(region, 0.5, 0.5)
  const cos = Math.cos(region.angle)
  const sin = Math.sin(region.angle)
  let to = 0
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const x = Math.min(Math.max(startX + column * cos - row * sin - 0.5, 0), picture.widthPx - 1)
      const y = Math.min(Math.max(startY + column * sin + row * cos - 0.5, 0), picture.heightPx - 1)
      const x0 = Math.floor(x)
      const y0 = Math.floor(y)
      const fx = x - x0
      const fy = y - y0
      const right = x0 + 1 < picture.widthPx ? 3 : 0
      const below = y0 + 1 < picture.heightPx ? picture.widthPx * 3 : 0
      let at = (y0 * picture.widthPx + x0) * 3
      for (let channel = 0; channel < 3; channel++, at++) {
        const upper = (picture.rgb[at] ?? 0) * (1 - fx) + (picture.rgb[at + right] ?? 0) * fx
        const lower = (picture.rgb[at + below] ?? 0) * (1 - fx) + (picture.rgb[at + below + right] ?? 0) * fx
        rgb[to++] = upper * (1 - fy) + lower * fy + 0.5
      }
    }
  }
  return { rgb, startByte: 0, rowBytes: width * 3, width, height }
}

function scaleToHeight(part: Part): Strip {
  const widthPx = Math.max(1, Math.round((part.width * stripHeightPx) / part.height))
  const down = scaleRows(part)
  const taps = tapsOf(part.width, widthPx)
  const rgb = new Uint8Array(widthPx * stripHeightPx * 3)
  const rowLength = part.width * 3
  let to = 0
  for (let row = 0; row < stripHeightPx; row++) {
    for (let x = 0; x < widthPx; x++) {
      let at = row * rowLength + (taps.first[x] ?? 0) * 3
      let red = 0
      let green = 0
      let blue = 0
      for (let tap = x * taps.count; tap < (x + 1) * taps.count; tap++, at += 3) {
        const weight = taps.weights[tap] ?? 0
        red += weight * (down[at] ?? 0)
        green += weight * (down[at + 1] ?? 0)
        blue += weight * (down[at + 2] ?? 0)
      }
      rgb[to++] = clamp(red)
      rgb[to++] = clamp(green)
      rgb[to++] = clamp(blue)
    }
  }
  return { widthPx, rgb }
}

function scaleRows(part: Part): Float32Array {
  const taps = tapsOf(part.height, stripHeightPx)
  const rowLength = part.width * 3
  const scaled = new Float32Array(rowLength * stripHeightPx)
  for (let row = 0; row < stripHeightPx; row++) {
    const to = row * rowLength
    for (let tap = 0; tap < taps.count; tap++) {
      const weight = taps.weights[row * taps.count + tap] ?? 0
      if (weight === 0) continue
      const from = part.startByte + ((taps.first[row] ?? 0) + tap) * part.rowBytes
      for (let i = 0; i < rowLength; i++) scaled[to + i] = (scaled[to + i] ?? 0) + weight * (part.rgb[from + i] ?? 0)
    }
  }
  return scaled
}

function clamp(value: number): number {
  return value <= 0 ? 0 : value >= 255 ? 255 : value + 0.5
}

/** For each target pixel: the first source pixel it draws on, and the weight of that one and its successors. */
interface Taps {
  readonly count: number
  readonly first: Int32Array
  readonly weights: Float32Array
}

/** Catmull-Rom where pixels are enlarged (keeps small text crisp), widened to an averaging filter where they are shrunk. */
function tapsOf(from: number, to: number): Taps {
  const scale = from / to
  const widening = Math.max(1, scale)
  const count = Math.min(from, Math.ceil(4 * widening))
  const first = new Int32Array(to)
  const weights = new Float32Array(to * count)
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * scale - 0.5
    const start = Math.min(Math.max(Math.ceil(centre - 2 * widening), 0), from - count)
    first[i] = start
    let sum = 0
    for (let tap = 0; tap < count; tap++) {
      const weight = catmullRom((start + tap - centre) / widening)
      weights[i * count + tap] = weight
      sum += weight
    }
    for (let tap = 0; tap < count; tap++) weights[i * count + tap] = (weights[i * count + tap] ?? 0) / sum
  }
  return { count, first, weights }
}

function catmullRom(distance: number): number {
  const x = Math.abs(distance)
  if (x >= 2) return 0
  return x < 1 ? 1.5 * x ** 3 - 2.5 * x ** 2 + 1 : -0.5 * x ** 3 + 2.5 * x ** 2 - 4 * x + 2
}
