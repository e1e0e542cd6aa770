import type { Box } from '../../model/reading.js'
import type { GrayPlane } from '../gray-plane.js'
import { boxChanges } from './box-changes.js'
import { type Comparison, shareOfInk } from './compare-views.js'
import { type ChangeGrid, shareOfBlocks, type View } from './find-changes.js'
import type { ShownLine } from './known-line.js'

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

/** A picture of which nothing is known: all of it is read. */
export const wholeReading: ReadingPlan = { kept: [], lost: [], within: null }

/** Whether so much has changed that all of a picture is read, whatever stood on the earlier one: little would be saved. */
export function isAllNew(compared: readonly Comparison[]): boolean {
  return shareOfInk(changedInAll(compared.map(({ changes }) => changes))) > mostChanged
}

/**
 * What is to be read of a picture, by how it compares with an earlier screen and the lines that screen showed. A line is kept
 * when all of it is unchanged in one of the views; read is what none explains, and lines that changed in part.
 */
export function planReading(compared: readonly Comparison[], earlier: readonly ShownLine[], plane: GrayPlane): ReadingPlan {
  const kept: ShownLine[] = []
  const lost: LostLine[] = []
  for (const { line, box } of earlier) {
    const places = compared.map(({ view, changes }) => ({ line, changes, box: moved(box, view) }))
    const same = places.filter((place) => standsIn(place.box, plane) && isUnchanged(place))
    for (const { box: place } of same) {
      if (!kept.some((other) => other.line === line && other.box[1] === place[1])) kept.push({ line, box: place })
    }
    if (same.length === 0) lost.push(...places)
  }
  const changes = changedInAll(compared.map((one) => one.changes))
  if (isAllNew(compared)) return { kept, lost, within: null }
  const partly = lost.filter(isPartlyUnchanged).map(({ box }) => cutTo(box, plane))
  return { kept, lost, within: joinBoxes([...boxChanges(changes, plane.widthPx, plane.heightPx), ...partly]) }
}

/** When more of what is on a screen has changed, all of it is read. */
const mostChanged = 0.6
/** A line that has so much of its ink in place has changed in part and is read whole. */
const partUnchanged = 0.2

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

function changedInAll([first, ...others]: readonly ChangeGrid[]): ChangeGrid {
  if (first === undefined) throw new Error('nothing was compared')
  const changed = first.changed.slice()
  for (const other of others) for (let at = 0; at < changed.length; at++) if (other.changed[at] !== 1) changed[at] = 0
  return { ...first, changed }
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
