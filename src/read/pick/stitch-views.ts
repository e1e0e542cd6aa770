import type { Picture, Still } from '../../ports.js'

/** A view of a page that is scrolled. */
export interface View {
  readonly still: Still
  /** How far the page was scrolled, in glance pixels. */
  readonly offsetPx: number
  /** Taken while nothing moved: sharper than one taken in passing. */
  readonly atRest: boolean
}

/** The rows of a glance that scroll. */
export interface ScrollRegion {
  readonly top: number
  readonly bottom: number
}

/** Taller than this a picture is not made: readers refuse more. */
export const tallestPx = 20_000

/**
 * One tall picture of a page seen in several views: what stays above, the scrolled content once, what stays below.
 * `glanceHeightPx` gives the scale of offsets and region. Where no view shows a stretch, the parts on both sides meet.
 */
export function stitchViews(views: readonly [View, ...View[]], region: ScrollRegion, glanceHeightPx: number): Picture {
  const first = views[0].still.picture()
  const scale = first.heightPx / glanceHeightPx
  const topPx = Math.round(region.top * scale)
  const bottomPx = Math.min(first.heightPx, Math.round(region.bottom * scale))
  const parts = partsOf(placeViews(views, scale, topPx, bottomPx, first.widthPx), bottomPx - topPx)
  const contentPx = parts.reduce((sum, part) => sum + part.untilPx - part.fromPx, 0)
  const heightPx = topPx + contentPx + (first.heightPx - bottomPx)
  const rowBytes = first.widthPx * 3
  // In shared memory, as pictures of stills are: threads that read it need no copy.
  const rgb = new Uint8Array(new SharedArrayBuffer(heightPx * rowBytes))
  rgb.set(first.rgb.subarray(0, topPx * rowBytes))
  let row = topPx
  for (const { placed, fromPx, untilPx } of parts) {
    const fromRow = topPx + fromPx - placed.offsetPx
    rgb.set(placed.view.still.strip({ top: fromRow, bottom: fromRow + untilPx - fromPx }).rgb, row * rowBytes)
    row += untilPx - fromPx
  }
  rgb.set(first.rgb.subarray(bottomPx * rowBytes), row * rowBytes)
  return { widthPx: first.widthPx, heightPx, rgb }
}

interface Placed {
  readonly view: View
  /** How far the page was scrolled, in pixels of the recording. */
  readonly offsetPx: number
}

/** Offsets to the pixel: those of glances are several pixels coarse, so neighbours are fitted row by row. */
function placeViews(views: readonly View[], scale: number, topPx: number, bottomPx: number, widthPx: number): Placed[] {
  const placed: Placed[] = []
  for (const view of views.toSorted((a, b) => a.offsetPx - b.offsetPx)) {
    const before = placed.at(-1)
    if (before === undefined) placed.push({ view, offsetPx: Math.round(view.offsetPx * scale) })
    else {
      const stepPx = Math.round((view.offsetPx - before.view.offsetPx) * scale)
      placed.push({ view, offsetPx: before.offsetPx + fitStep(before.view.still, view.still, stepPx, scale, topPx, bottomPx, widthPx) })
    }
  }
  return placed
}

/** The step near `stepPx` at which the rows that both views show agree best. */
function fitStep(a: Still, b: Still, stepPx: number, scale: number, topPx: number, bottomPx: number, widthPx: number): number {
  const slackPx = Math.ceil(scale * 1.5) + 1
  let bestPx = stepPx
  let bestCost = Number.POSITIVE_INFINITY
  for (let px = stepPx - slackPx; px <= stepPx + slackPx; px++) {
    const cost = rowCost(a.luma, b.luma, px, topPx, bottomPx, widthPx)
    if (cost < bestCost) {
      bestCost = cost
      bestPx = px
    }
  }
  return bestPx
}

const sampledRowsEvery = 3
const sampledColumns = 64

function rowCost(a: Uint8Array, b: Uint8Array, px: number, topPx: number, bottomPx: number, widthPx: number): number {
  const everyPx = Math.max(1, Math.floor(widthPx / sampledColumns))
  let sum = 0
  let count = 0
  for (let y = Math.max(topPx, topPx - px); y < Math.min(bottomPx, bottomPx - px); y += sampledRowsEvery) {
    for (let x = 0; x < widthPx; x += everyPx) {
      sum += Math.abs((a[(y + px) * widthPx + x] ?? 0) - (b[y * widthPx + x] ?? 0))
      count++
    }
  }
  return count === 0 ? Number.POSITIVE_INFINITY : sum / count
}

/** Rows of the scrolled content, counted from the top of the unscrolled view, and the view that gives them. */
interface Part {
  readonly placed: Placed
  readonly fromPx: number
  readonly untilPx: number
}

/** Each stretch of the page once, from top to bottom; a view at rest is preferred. */
function partsOf(placed: readonly Placed[], viewPx: number): Part[] {
  const parts: Part[] = []
  const inPreference = [...placed.filter(({ view }) => view.atRest), ...placed.filter(({ view }) => !view.atRest)]
  for (const one of inPreference) {
    for (const [fromPx, untilPx] of uncovered(one.offsetPx, one.offsetPx + viewPx, parts)) parts.push({ placed: one, fromPx, untilPx })
  }
  return parts.sort((a, b) => a.fromPx - b.fromPx)
}

/** What of a stretch no part gives yet; slivers are left out, they come from rounding. */
function uncovered(fromPx: number, untilPx: number, parts: readonly Part[]): [number, number][] {
  let open: [number, number][] = [[fromPx, untilPx]]
  for (const part of parts) {
    open = open.flatMap(([from, until]): [number, number][] => [
      [from, Math.min(until, part.fromPx)],
      [Math.max(from, part.untilPx), until],
    ])
    open = open.filter(([from, until]) => until - from > 0)
  }
  return open
}
