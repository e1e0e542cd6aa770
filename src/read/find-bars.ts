import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Box, TextLine } from '../model/reading.js'
import { type FlatRun, flatRuns } from './flat-runs.js'
import type { GrayPlane } from './gray-plane.js'

/**
 * Solid bars drawn over a value: even rectangles about one line high that stand out from the page, in a row of text
 * right beside its words or in line with other values; `reading` may still go on when this begins. Buttons and tags hold text, fields and dividers are of another height.
 */
export async function findBars(plane: GrayPlane, reading: Promise<readonly TextLine[]>): Promise<Box[]> {
  const rectangles = await findRectangles(plane)
  const lines = await reading
  return rectangles.map(boxOf).filter((box) => standsForText(box, lines))
}

const minWidthPx = 24
const minHeightPx = 8
const rowStep = 2
const pixelsASlice = 500_000
const maxRectangles = 1000
/** A JPEG frays the ends of rows within its blocks of 8. */
const edgePx = 6
const minContrast = 40
/** Against the height of the lines around. */
const minHeightShare = 0.7
const maxHeightShare = 2
const minWidthToHeight = 2.2

interface Rectangle {
  /** The row it began with. */
  readonly first: FlatRun
  readonly top: number
  x0: number
  x1: number
  bottom: number
}

/**
 * Even rectangles at least 24 × 8: rows whose even stretch begins, ends and shines like that of the first row.
 * Stops looking after a thousand: no page has so many, a hostile picture has any number.
 */
async function findRectangles(plane: GrayPlane): Promise<Rectangle[]> {
  const done: Rectangle[] = []
  let open: Rectangle[] = []
  let pixels = 0
  for (let y = 0; y < plane.heightPx && done.length < maxRectangles; y += rowStep) {
    const next = extendAll(open, flatRuns(plane, y, minWidthPx), y)
    done.push(...open.filter((one) => one.bottom <= y && isBarShaped(one) && standsOut(plane, one)))
    open = next
    pixels += plane.widthPx
    if (pixels < pixelsASlice) continue
    pixels = 0
    await nextTurn()
  }
  return [...done, ...open.filter((one) => isBarShaped(one) && standsOut(plane, one))]
}

function isBarShaped({ x0, x1, top, bottom }: Rectangle): boolean {
  const height = bottom - top
  return height >= minHeightPx && x1 - x0 >= height * minWidthToHeight
}

/** For each stretch the rectangle that goes on with it, or a new one. Both lists run from left to right. */
function extendAll(open: readonly Rectangle[], runs: readonly FlatRun[], y: number): Rectangle[] {
  const next: Rectangle[] = []
  let from = 0
  for (const run of runs) {
    while ((open[from]?.first.start ?? Number.POSITIVE_INFINITY) < run.start - edgePx) from++
    const above = open.slice(from, from + 3).find(({ first }) => isLike(first, run))
    if (above && next.at(-1) !== above) next.push(extend(above, run, y))
    else if (!above) next.push({ first: run, top: y, x0: run.start, x1: run.end, bottom: y + rowStep })
  }
  return next
}

function isLike(a: FlatRun, b: FlatRun): boolean {
  return Math.abs(a.start - b.start) <= edgePx && Math.abs(a.end - b.end) <= edgePx && Math.abs(a.level - b.level) <= 6
}

function extend(above: Rectangle, run: FlatRun, y: number): Rectangle {
  above.x0 = Math.min(above.x0, run.start)
  above.x1 = Math.max(above.x1, run.end)
  above.bottom = y + rowStep
  return above
}

/** A little way off on all four sides, behind a thin border or a rounded corner, the page is clearly another brightness. */
function standsOut(plane: GrayPlane, { first: { level }, x0, x1, top, bottom }: Rectangle): boolean {
  const differs = (x: number, y: number) => {
    if (x < 0 || y < 0 || x >= plane.widthPx || y >= plane.heightPx) return false
    return Math.abs((plane.levels[y * plane.widthPx + x] ?? level) - level) >= minContrast
  }
  const across = spread(x0, x1)
  const down = spread(top, bottom)
  const rowDiffers = (y: number) => across.filter((x) => differs(x, y)).length >= across.length * 0.8
  // A letter may stick out at an end.
  const columnDiffers = (x: number) => down.filter((y) => differs(x, y)).length >= down.length * 0.5
  return (
    distancesPx.some((px) => rowDiffers(top - px)) &&
    distancesPx.some((px) => rowDiffers(bottom - 1 + px)) &&
    columnDiffers(x0 - distancesPx[0]) &&
    columnDiffers(x1 - 1 + distancesPx[0])
  )
}

const distancesPx = [4, 7] as const

/** Sixteen places evenly between two. */
function spread(from: number, to: number): number[] {
  return Array.from({ length: 16 }, (_, at) => Math.floor(from + ((to - from) * (at + 0.5)) / 16))
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
