import type { Box } from '../model/reading.js'
import { boxChanges } from './box-changes.js'
import { asItWas, type ChangeGrid, findChanges, shareOfBlocks, type View } from './find-changes.js'
import { findDimming } from './find-dimming.js'
import { findShift } from './find-shift.js'
import type { GrayPlane } from './gray-plane.js'
import type { ShownLine } from './known-line.js'
import type { SeenScreen } from './seen-screens.js'

/** What of a picture is known from an earlier screen, and what is to be read. */
export interface ReadingPlan {
  /** Lines whose pixels are the same, where they stand now. */
  readonly kept: readonly ShownLine[]
  /** Lines whose pixels are not. */
  readonly lost: readonly LostLine[]
  /** What is to be read; null for all of it. */
  readonly within: readonly Box[] | null
}

/** A line that stood on the earlier screen, where it would stand now, and what has changed there. */
export interface LostLine extends ShownLine {
  readonly changes: ChangeGrid
}

/**
 * Compares a picture with an earlier screen: as it was, and where much has changed also as it would look scrolled or dimmed.
 * A line is kept when all of it is unchanged in one of these ways; read is what none explains, and lines that changed in part.
 */
export async function planReading(earlier: SeenScreen, plane: GrayPlane): Promise<ReadingPlan> {
  const compared = await compare(earlier.plane, plane)
  const kept: ShownLine[] = []
  const lost: LostLine[] = []
  for (const { line, box } of earlier.shown) {
    const places = compared.map(({ view, changes }) => ({ line, changes, box: moved(box, view) }))
    const same = places.filter((place) => standsIn(place.box, plane) && isUnchanged(place))
    for (const { box: place } of same) {
      if (!kept.some((other) => other.line === line && other.box[1] === place[1])) kept.push({ line, box: place })
    }
    if (same.length === 0) lost.push(...places)
  }
  const changes = changedInAll(compared.map((one) => one.changes))
  if (shareOfInk(changes) > mostChanged) return { kept, lost, within: null }
  const partly = lost.filter(isPartlyUnchanged).map(({ box }) => cutTo(box, plane))
  return { kept, lost, within: joinBoxes([...boxChanges(changes, plane.widthPx, plane.heightPx), ...partly]) }
}

/** When more of what is on a screen has changed, all of it is read: little would be saved. */
const mostChanged = 0.6
/** When less has changed, it is no other way of looking at the same page that is missing. */
const muchChanged = 0.25
/** A line that has so much of its ink in place has changed in part and is read whole. */
const partUnchanged = 0.2

interface Comparison {
  readonly view: View
  readonly changes: ChangeGrid
}

async function compare(before: GrayPlane, after: GrayPlane): Promise<Comparison[]> {
  const still = { view: asItWas, changes: await findChanges(before, after) }
  if (shareOfInk(still.changes) <= muchChanged) return [still]
  const compared: Comparison[] = [still]
  for (const view of await otherViews(before, after)) compared.push({ view, changes: await findChanges(before, after, view) })
  return compared
}

async function otherViews(before: GrayPlane, after: GrayPlane): Promise<View[]> {
  const shift = await findShift(before, after)
  const shifts = shift === null ? [0] : [0, shift]
  return shifts.flatMap((shiftPx) => {
    const dimming = findDimming(before, after, shiftPx)
    return [...(shiftPx === 0 ? [] : [{ ...asItWas, shiftPx }]), ...(dimming ? [{ shiftPx, ...dimming }] : [])]
  })
}

function moved([x, y, width, height]: Box, { shiftPx }: View): Box {
  return [x, y - shiftPx, width, height]
}

function standsIn([, y, , height]: Box, plane: GrayPlane): boolean {
  return y >= 0 && y + height <= plane.heightPx
}

function isUnchanged({ box, changes }: LostLine): boolean {
  return shareOfBlocks(changes, box, (at) => changes.changed[at] === 1) === 0
}

function isPartlyUnchanged({ box, changes }: LostLine): boolean {
  const { changed, inkedNow } = changes
  return (
    shareOfBlocks(
      changes,
      box,
      (at) => changed[at] === 0,
      (at) => inkedNow[at] === 1,
    ) >= partUnchanged
  )
}

/** Part of the blocks with ink, now or before, that have changed. */
function shareOfInk({ changed, inkedBefore, inkedNow }: ChangeGrid): number {
  let all = 0
  let some = 0
  for (let at = 0; at < changed.length; at++) {
    if (inkedBefore[at] === 0 && inkedNow[at] === 0) continue
    all++
    if (changed[at] === 1) some++
  }
  return all === 0 ? 0 : some / all
}

function changedInAll([first, ...others]: readonly ChangeGrid[]): ChangeGrid {
  if (first === undefined) throw new Error('nothing was compared')
  return {
    ...first,
    changed: first.changed.map((isChanged, at) => (isChanged && others.every(({ changed }) => changed[at] === 1) ? 1 : 0)),
  }
}

function cutTo([x, y, width, height]: Box, { heightPx }: GrayPlane): Box {
  const top = Math.max(0, y)
  return [x, top, width, Math.min(heightPx, y + height) - top]
}

/** Boxes that overlap become one around both. */
function joinBoxes(boxes: readonly Box[]): Box[] {
  const joined: Box[] = []
  for (let box of boxes) {
    for (let at = joined.findIndex((other) => overlap(other, box)); at >= 0; at = joined.findIndex((other) => overlap(other, box))) {
      box = around(box, joined.splice(at, 1)[0] ?? box)
    }
    joined.push(box)
  }
  return joined
}

function overlap(a: Box, b: Box): boolean {
  return a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3]
}

function around(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a[0], b[0]), Math.min(a[1], b[1])]
  return [x, y, Math.max(a[0] + a[2], b[0] + b[2]) - x, Math.max(a[1] + a[3], b[1] + b[3]) - y]
}
