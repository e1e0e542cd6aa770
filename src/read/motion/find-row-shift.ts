import type { GlanceSize } from './glance-patch.js'

/** Mean brightness of each row in each of a few upright bands: enough to recognise content that moved up or down. */
export type RowProfile = Float32Array

/** Takes the profile of a glance. */
export function profileRows(luma: Uint8Array, { widthPx, heightPx }: GlanceSize): RowProfile {
  const profile = new Float32Array(heightPx * bands)
  const bandPx = widthPx / bands
  for (let y = 0; y < heightPx; y++) {
    for (let band = 0; band < bands; band++) {
      const from = Math.floor(band * bandPx)
      const to = Math.floor((band + 1) * bandPx)
      let sum = 0
      for (let at = y * widthPx + from; at < y * widthPx + to; at++) sum += luma[at] ?? 0
      profile[y * bands + band] = sum / Math.max(1, to - from)
    }
  }
  return profile
}

const bands = 6

/**
 * How far content moved between two profiles, in rows of the glance: positive where it moved up, 0 where it stood,
 * null where no shift explains the change. Only the rows that changed count: bars at the top and bottom stand still.
 */
export function findRowShift(before: RowProfile, after: RowProfile): number | null {
  const range = changedRows(before, after)
  if (!range) return 0
  const [top, bottom] = range
  const height = bottom - top
  if (height < minHeight) return null
  const standing = costOf(before, after, top, bottom, 0, Number.POSITIVE_INFINITY)
  let best = 0
  let bestCost = standing
  for (let size = 1; size <= height * maxShiftShare; size++) {
    for (const shift of [size, -size]) {
      // Lists repeat: of shifts that explain as well, the shortest.
      const enough = bestCost * 0.8 - 0.05
      const cost = costOf(before, after, top, bottom, shift, enough)
      if (cost >= enough) continue
      best = shift
      bestCost = cost
    }
  }
  return best !== 0 && bestCost <= standing * maxCostShare ? best : null
}

const minHeight = 24
const maxShiftShare = 0.6
/** A true shift explains nearly all; compression and content that comes in leave a rest. */
const maxCostShare = 0.4

function changedRows(before: RowProfile, after: RowProfile): readonly [number, number] | null {
  let top = -1
  let bottom = -1
  for (let y = 0; y < before.length / bands; y++) {
    let step = 0
    for (let at = y * bands; at < (y + 1) * bands; at++) step = Math.max(step, Math.abs((before[at] ?? 0) - (after[at] ?? 0)))
    if (step < 4) continue
    if (top < 0) top = y
    bottom = y + 1
  }
  return top < 0 ? null : [top, bottom]
}

/** Mean difference of the rows that both show, looking at every other one; gives up once it is clear that it reaches `enough`. */
function costOf(before: RowProfile, after: RowProfile, top: number, bottom: number, shift: number, enough: number): number {
  const from = Math.max(top, top - shift)
  const to = Math.min(bottom, bottom - shift)
  const count = Math.ceil((to - from) / 2) * bands
  const tooMuch = enough * count
  let sum = 0
  for (let y = from; y < to; y += 2) {
    const at = y * bands
    const other = (y + shift) * bands
    for (let band = 0; band < bands; band++) sum += Math.abs((after[at + band] ?? 0) - (before[other + band] ?? 0))
    if (sum > tooMuch) break
  }
  return count > 0 ? sum / count : Number.POSITIVE_INFINITY
}
