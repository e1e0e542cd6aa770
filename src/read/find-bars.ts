import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Box, TextLine } from '../model/reading.js'
import { flatRuns } from './flat-runs.js'
import type { GrayPlane } from './gray-plane.js'

/**
 * Solid bars drawn over a value: even rectangles about one line high that stand out from the page, in a row of text
 * right beside its words or in line with other values. Buttons and tags hold text, fields and dividers are of another height.
 */
export async function findBars(plane: GrayPlane, lines: readonly TextLine[]): Promise<Box[]> {
  if (lines.length === 0) return []
  const rectangles = await findRectangles(plane)
  return rectangles
    .filter((bar) => standsOut(plane, bar))
    .map(boxOf)
    .filter((box) => standsForText(box, lines))
}

const minWidthPx = 24
const minHeightPx = 8
const rowsASlice = 256
const minContrast = 40
/** Against the height of the lines around. */
const minHeightShare = 0.7
const maxHeightShare = 2
const minWidthToHeight = 2.2

interface Rectangle {
  readonly x0: number
  readonly x1: number
  readonly top: number
  bottom: number
  readonly level: number
}

/** Even rectangles at least 24 × 8: rows whose even stretch begins, ends and shines like that of the row before. */
async function findRectangles(plane: GrayPlane): Promise<Rectangle[]> {
  const done: Rectangle[] = []
  let open: Rectangle[] = []
  for (let y = 0; y < plane.heightPx; y++) {
    const next = flatRuns(plane, y, minWidthPx).map(({ start, end, level }) => {
      const above = open.find((one) => Math.abs(one.x0 - start) <= 2 && Math.abs(one.x1 - end) <= 2 && Math.abs(one.level - level) <= 6)
      if (above) above.bottom = y + 1
      return above ?? { x0: start, x1: end, top: y, bottom: y + 1, level }
    })
    done.push(...open.filter((one) => one.bottom <= y))
    open = [...new Set(next)]
    if (y % rowsASlice === 0) await nextTurn()
  }
  return [...done, ...open].filter(({ top, bottom, x0, x1 }) => {
    const height = bottom - top
    return height >= minHeightPx && x1 - x0 >= height * minWidthToHeight
  })
}

/** On all four sides, a little way off (borders are thin), the page is clearly another brightness. */
function standsOut(plane: GrayPlane, { x0, x1, top, bottom, level }: Rectangle): boolean {
  const farPx = 4
  const differs = (x: number, y: number) => {
    if (x < 0 || y < 0 || x >= plane.widthPx || y >= plane.heightPx) return false
    return Math.abs((plane.levels[y * plane.widthPx + x] ?? level) - level) >= minContrast
  }
  const columns = Array.from({ length: 16 }, (_, at) => Math.round(x0 + ((x1 - 1 - x0) * (at + 0.5)) / 16))
  const share = (y: number) => columns.filter((x) => differs(x, y)).length / columns.length
  const middle = (top + bottom) >> 1
  return share(top - farPx) >= 0.8 && share(bottom + farPx - 1) >= 0.8 && differs(x0 - farPx, middle) && differs(x1 + farPx - 1, middle)
}

function boxOf({ x0, x1, top, bottom }: Rectangle): Box {
  return [x0, top, x1 - x0, bottom - top]
}

function standsForText(bar: Box, lines: readonly TextLine[]): boolean {
  const [x, , width, height] = bar
  const row = lines.filter(({ box }) => sharesRow(bar, box) && box[3] * minHeightShare <= height && height <= box[3] * maxHeightShare)
  if (row.length === 0) return false
  const reach = height * 3
  const isBeside = row.some((line) => {
    const [left, right] = inkOutside(line, bar)
    return (left !== null && x - left <= reach) || (right !== null && right - (x + width) <= height)
  })
  const others = lines.filter(({ box }) => !sharesRow(bar, box))
  const inLine = (edge: (box: Box) => number) => others.filter(({ box }) => Math.abs(edge(box) - edge(bar)) <= height * 0.6).length >= 2
  return isBeside || inLine(([left]) => left) || inLine(([left, , wide]) => left + wide)
}

function sharesRow([, aTop, , aHeight]: Box, [, bTop, , bHeight]: Box): boolean {
  const overlap = Math.min(aTop + aHeight, bTop + bHeight) - Math.max(aTop, bTop)
  return overlap >= Math.min(aHeight, bHeight) * 0.6
}

/** Where the line's ink ends left of the bar, and begins right of it: a line's box may well run across the bar. */
function inkOutside({ glyphs, box }: TextLine, [x, , width]: Box): readonly [number | null, number | null] {
  const spans = glyphs.length > 0 ? glyphs.map((glyph) => [glyph.x, glyph.x + glyph.width] as const) : [[box[0], box[0] + box[2]] as const]
  const slack = 6
  const left = spans.filter(([, end]) => end <= x + slack).map(([, end]) => end)
  const right = spans.filter(([start]) => start >= x + width - slack).map(([start]) => start)
  return [left.length > 0 ? Math.max(...left) : null, right.length > 0 ? Math.min(...right) : null]
}
