import { setImmediate as nextTurn } from 'node:timers/promises'
import type { GrayPlane } from '../gray-plane.js'
import { guessShifts } from './guess-shifts.js'

/**
 * By how many pixels the content of the earlier picture moved up to become the later one, or null where no shift explains
 * much of it. Holds for a dimmed page too: it is edges that are compared, by their direction.
 */
export async function findPageShift(before: GrayPlane, after: GrayPlane): Promise<number | null> {
  const edges = await sampleEdges(after)
  let best = { shift: 0, share: leastShare }
  for (const guess of await guessShifts(before, after)) {
    for (let shift = guess - reach; shift <= guess + reach; shift++) {
      const share = foundShare(before, edges, shift)
      if (share > best.share) best = { shift, share }
    }
    await nextTurn()
  }
  return Math.abs(best.shift) < leastShiftPx ? null : best.shift
}

/** Guesses are that far from the truth at most. */
const reach = 4
const leastShiftPx = 4
/** By chance about a tenth of the edges of one page of text meet edges of another. */
const leastShare = 0.3
/** With less in common than this it is another page. */
const leastWithin = 0.2
const edgesWanted = 20_000
/** Steeper than noise, also where a page is dimmed. */
const leastStep = 24
const slicePixels = 4_000_000

/** Places where brightness rises (+1) or falls (-1) from left to right. */
interface Edges {
  readonly count: number
  readonly x: Uint16Array
  readonly y: Uint32Array
  readonly sign: Int8Array
}

/** Edges from all over a picture, as many as are needed. */
async function sampleEdges({ widthPx, heightPx, levels }: GrayPlane): Promise<Edges> {
  const every = Math.max(1, Math.floor((widthPx * heightPx) / (edgesWanted * 40)))
  const most = Math.ceil((widthPx * heightPx) / every)
  const edges = { count: 0, x: new Uint16Array(most), y: new Uint32Array(most), sign: new Int8Array(most) }
  let sliced = 0
  for (let at = 1; at + 1 < levels.length; at += every) {
    if (at - sliced > slicePixels) {
      sliced = at
      await nextTurn()
    }
    const step = (levels[at + 1] ?? 0) - (levels[at - 1] ?? 0)
    if (Math.abs(step) < leastStep) continue
    edges.x[edges.count] = at % widthPx
    edges.y[edges.count] = Math.floor(at / widthPx)
    edges.sign[edges.count++] = Math.sign(step)
  }
  return edges
}

/** Part of the edges that the earlier picture has, further down by the shift, among those that it can have; 0 where these are few. */
function foundShare({ widthPx, heightPx, levels }: GrayPlane, { count, x, y, sign }: Edges, shift: number): number {
  let found = 0
  let within = 0
  for (let edge = 0; edge < count; edge++) {
    const row = (y[edge] ?? 0) + shift
    if (row < 0 || row >= heightPx) continue
    within++
    const at = row * widthPx + (x[edge] ?? 0)
    if (((levels[at + 1] ?? 0) - (levels[at - 1] ?? 0)) * (sign[edge] ?? 0) >= leastStep) found++
  }
  return within < count * leastWithin ? 0 : found / within
}
