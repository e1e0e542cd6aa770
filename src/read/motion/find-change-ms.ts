import type { Glance } from '../../ports.js'
import { meanDifference, type Patch } from './glance-patch.js'

/**
 * The presentation time of the frame in which this place changed most, among glances in order of time; `otherwiseMs`
 * where none stands out.
 */
export function findChangeMs(glances: readonly Glance[], patch: Patch, widthPx: number, otherwiseMs: number): number {
  let best = otherwiseMs
  let most = minStep
  for (let at = 1; at < glances.length; at++) {
    const before = glances[at - 1]
    const after = glances[at]
    if (!before || !after) continue
    const step = meanDifference(before.luma, after.luma, patch, widthPx)
    if (step > most) [best, most] = [after.ms, step]
  }
  return best
}

/** Mean levels over a clock's place; one digit of five that becomes another moves it by 5 and more. */
const minStep = 1
