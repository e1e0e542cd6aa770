import type { Picture, Rows } from '../../ports.js'

/** How a decoder coded colour: the matrix, and whether black is 0 (`pc`) or 16 (`tv`). */
export interface YuvCoding {
  readonly matrix: 'bt601' | 'bt709' | 'bt2020'
  readonly range: 'tv' | 'pc'
}

/** A planar picture with a quarter of the colour samples, as ffmpeg's `yuv420p` lays it out: Y, then U, then V, rows without padding. */
export interface YuvPicture {
  readonly widthPx: number
  readonly heightPx: number
  readonly planes: Uint8Array
}

/**
 * The picture in RGB, or some of its rows: 5-15 ms for a phone's whole screen. Colour samples are repeated, not
 * smoothed, as players do without scaling.
 */
export function convertYuv(
  { widthPx, heightPx, planes }: YuvPicture,
  coding: YuvCoding,
  rows: Rows = { top: 0, bottom: heightPx },
): Picture {
  const tables = tablesFor(coding)
  const top = Math.min(Math.max(0, rows.top), heightPx - 1)
  const bottom = Math.min(Math.max(top + 1, rows.bottom), heightPx)
  // In shared memory: threads that read it need no copy.
  const rgb = new Uint8ClampedArray(new SharedArrayBuffer(widthPx * (bottom - top) * 3))
  const chromaWidthPx = (widthPx + 1) >> 1
  const chromaBytes = chromaWidthPx * ((heightPx + 1) >> 1)
  const uStart = widthPx * heightPx
  for (let y = top; y < bottom; y++) {
    const u = uStart + (y >> 1) * chromaWidthPx
    const row = { from: y * widthPx, to: (y - top) * widthPx * 3, widthPx, u, v: u + chromaBytes }
    const above = { from: row.from - widthPx, u: u - (y % 2 === 0 ? chromaWidthPx : 0) }
    if (y > top && isSameRow(planes, row, above, chromaWidthPx)) rgb.copyWithin(row.to, row.to - widthPx * 3, row.to)
    else convertRow(rgb, planes, row, tables)
  }
  return { widthPx, heightPx: bottom - top, rgb: new Uint8Array(rgb.buffer) }
}

interface Row {
  readonly from: number
  readonly to: number
  readonly widthPx: number
  readonly u: number
  readonly v: number
}

/** Half of the rows of a page are like the one above: the ground between lines. */
function isSameRow(planes: Uint8Array, { from, widthPx, u, v }: Row, above: Pick<Row, 'from' | 'u'>, chromaWidthPx: number): boolean {
  const same = (a: number, b: number, length: number) =>
    a === b || Buffer.compare(planes.subarray(a, a + length), planes.subarray(b, b + length)) === 0
  const aboveV = above.u + v - u
  return same(from, above.from, widthPx) && same(u, above.u, chromaWidthPx) && same(v, aboveV, chromaWidthPx)
}

function convertRow(rgb: Uint8ClampedArray, planes: Uint8Array, { from, to: start, widthPx, u, v }: Row, tables: Tables): void {
  const { light, redOfV, greenOfU, greenOfV, blueOfU } = tables
  const end = from + widthPx
  let to = start
  for (let at = from, chroma = 0; at < end; chroma++) {
    const uValue = planes[u + chroma] ?? 128
    const vValue = planes[v + chroma] ?? 128
    const red = redOfV[vValue] ?? 0
    const green = (greenOfU[uValue] ?? 0) + (greenOfV[vValue] ?? 0)
    const blue = blueOfU[uValue] ?? 0
    // Two pixels share a colour; in a row of odd length the last one has its own.
    for (const stop = Math.min(at + 2, end); at < stop; at++) {
      const luma = light[planes[at] ?? 0] ?? 0
      // The array clamps to 0-255 by itself.
      rgb[to++] = (luma + red) >> fractionBits
      rgb[to++] = (luma + green) >> fractionBits
      rgb[to++] = (luma + blue) >> fractionBits
    }
  }
}

const fractionBits = 14

interface Tables {
  readonly light: Int32Array
  readonly redOfV: Int32Array
  readonly greenOfU: Int32Array
  readonly greenOfV: Int32Array
  readonly blueOfU: Int32Array
}

/** Share of red and blue in brightness: ITU-R BT.601, BT.709, BT.2020. */
const lumaShares = { bt601: [0.299, 0.114], bt709: [0.2126, 0.0722], bt2020: [0.2627, 0.0593] } as const

const made = new Map<string, Tables>()

function tablesFor(coding: YuvCoding): Tables {
  const name = `${coding.matrix}/${coding.range}`
  const known = made.get(name) ?? makeTables(coding)
  made.set(name, known)
  return known
}

function makeTables({ matrix, range }: YuvCoding): Tables {
  const [red, blue] = lumaShares[matrix]
  const green = 1 - red - blue
  const [black, lightSpan, colourSpan] = range === 'tv' ? [16, 219, 224] : [0, 255, 255]
  const one = 2 ** fractionBits
  const table = (amount: (at: number) => number) => Int32Array.from({ length: 256 }, (_, at) => Math.round(amount(at) * one))
  const colour = (factor: number) => table((at) => (factor * (at - 128) * 255) / colourSpan)
  return {
    // Half a step more, so that the shift rounds.
    light: table((at) => ((at - black) * 255) / lightSpan + 0.5),
    redOfV: colour(2 * (1 - red)),
    greenOfU: colour((-2 * blue * (1 - blue)) / green),
    greenOfV: colour((-2 * red * (1 - red)) / green),
    blueOfU: colour(2 * (1 - blue)),
  }
}
