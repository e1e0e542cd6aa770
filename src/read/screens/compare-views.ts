import type { GrayPlane } from '../gray-plane.js'
import { asItWas, type ChangeGrid, findChanges, type View } from './find-changes.js'
import { findDimming } from './find-dimming.js'
import { findPageShift } from './find-page-shift.js'

/**
 * Compares a picture with an earlier one: as it was, and where much has changed also as it would look scrolled or dimmed.
 */
export async function compareViews(before: GrayPlane, after: GrayPlane): Promise<Comparison[]> {
  const still = { view: asItWas, changes: await findChanges(before, after) }
  if (shareOfInk(still.changes) <= muchChanged) return [still]
  const compared: Comparison[] = [still]
  for (const view of await otherViews(before, after)) compared.push({ view, changes: await findChanges(before, after, view) })
  return compared
}

/** An earlier picture, looked at in one way, beside the later one. */
export interface Comparison {
  readonly view: View
  readonly changes: ChangeGrid
}

/** When less has changed, it is no other way of looking at the same page that is missing. */
const muchChanged = 0.25

async function otherViews(before: GrayPlane, after: GrayPlane): Promise<View[]> {
  const shift = await findPageShift(before, after)
  const shifts = shift === null ? [0] : [0, shift]
  return shifts.flatMap((shiftPx) => {
    const dimming = findDimming(before, after, shiftPx)
    return [...(shiftPx === 0 ? [] : [{ ...asItWas, shiftPx }]), ...(dimming ? [{ shiftPx, ...dimming }] : [])]
  })
}

/** Part of the blocks with ink, now or before, that have changed. */
export function shareOfInk({ changed, inkedBefore, inkedNow }: ChangeGrid): number {
  let all = 0
  let some = 0
  for (let at = 0; at < changed.length; at++) {
    if (inkedBefore[at] === 0 && inkedNow[at] === 0) continue
    all++
    if (changed[at] === 1) some++
  }
  return all === 0 ? 0 : some / all
}
