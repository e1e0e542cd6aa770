import sharp from 'sharp'
import type { KeptScreen } from './keep-screen.js'

interface CellSize {
  readonly widthPx: number
  readonly heightPx: number
}

/** Height of the torn gap in a shortened picture. */
const tearPx = 18
/** Part of a shortened picture that shows the screen's top. */
const topShare = 0.6

/** A screen as PNG in the size of a cell; one that is taller, because it was scrolled, keeps its top and its end with a tear between. */
export async function fitCell({ jpeg, widthPx, heightPx }: KeptScreen, cell: CellSize): Promise<Buffer> {
  const wholeHeightPx = Math.round((heightPx * cell.widthPx) / widthPx)
  if (wholeHeightPx <= cell.heightPx * 1.05 || cell.heightPx < 4 * tearPx) return resized(jpeg, cell).png().toBuffer()
  const whole = await resized(jpeg, { widthPx: cell.widthPx, heightPx: wholeHeightPx }).png().toBuffer()
  const topPx = Math.round((cell.heightPx - tearPx) * topShare)
  const endPx = cell.heightPx - tearPx - topPx
  const part = (top: number, height: number) => sharp(whole).extract({ left: 0, top, width: cell.widthPx, height }).png().toBuffer()
  return sharp({ create: { width: cell.widthPx, height: cell.heightPx, channels: 3, background: '#f4f6f9' } })
    .composite([
      { input: await part(0, topPx), left: 0, top: 0 },
      { input: await part(wholeHeightPx - endPx, endPx), left: 0, top: topPx + tearPx },
      { input: drawTear(cell.widthPx), left: 0, top: topPx - tearPx / 2 },
    ])
    .png()
    .toBuffer()
}

function resized(jpeg: Buffer, { widthPx, heightPx }: CellSize) {
  return sharp(jpeg).resize({ width: widthPx, height: heightPx, fit: 'fill' })
}

/** A band with teeth, over the tear and half its height into both pictures. */
function drawTear(widthPx: number): Buffer {
  const teeth = Math.max(2, Math.round(widthPx / 24))
  const xOf = (tooth: number) => ((tooth * widthPx) / (2 * teeth)).toFixed(1)
  const half = tearPx / 2
  const edge = (base: number) => Array.from({ length: 2 * teeth + 1 }, (_, i) => `${xOf(i)},${i % 2 ? base : base + half - 1}`)
  const top = edge(1)
  const end = edge(tearPx + half - half / 2)
  const line = (points: readonly string[]) => `<polyline points="${points.join(' ')}" fill="none" stroke="#c3ccd8"/>`
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${2 * tearPx}"><polygon points="${[...top, ...end.toReversed()].join(' ')}" fill="#f4f6f9"/>${line(top)}${line(end)}</svg>`,
  )
}
