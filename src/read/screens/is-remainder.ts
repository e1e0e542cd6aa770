import type { Box, TextLine } from '../../model/reading.js'
import { blockPx, shareOfBlocks } from './find-changes.js'
import type { LostLine } from './plan-reading.js'

/**
 * Whether a reading is what a toast or dialog leaves visible of a line that it covers in part: a piece of a number that was
 * read whole before is no number of its own. A text that changed in its line is none: around it the ground stays as it was.
 */
export function isRemainder(before: LostLine, reading: TextLine): boolean {
  const { changes, box } = before
  if (reading.box[2] >= box[2] * leastCut || !standsWithin(reading.box, box)) return false
  const unchanged = shareOfBlocks(
    changes,
    reading.box,
    (at) => changes.changed[at] === 0,
    (at) => changes.inkedNow[at] === 1,
  )
  return unchanged >= leastUnchanged && isCovered(before)
}

/** A remainder is shorter than the line. */
const leastCut = 0.9
const leastUnchanged = 0.4
/** Text leaves gaps between its characters; what covers does not. */
const solidShare = 0.85
const strip = 2 * blockPx

function standsWithin([x, y, width, height]: Box, [aroundX, aroundY, aroundWidth, aroundHeight]: Box): boolean {
  const middle = [x + width / 2, y + height / 2] as const
  return (
    middle[1] > aroundY &&
    middle[1] < aroundY + aroundHeight &&
    x > aroundX - height &&
    x + width < aroundX + aroundWidth + height &&
    middle[0] > aroundX
  )
}

/** Whether the empty ground above or below the changed part of a line has changed with it, without gaps. */
function isCovered({ changes, box }: LostLine): boolean {
  const [x, y, width, height] = box
  let from = Infinity
  let until = 0
  for (let column = Math.floor(x / blockPx); column * blockPx < x + width; column++) {
    if (shareOfBlocks(changes, [column * blockPx, y, 1, height], (at) => changes.changed[at] === 1) === 0) continue
    from = Math.min(from, column * blockPx)
    until = (column + 1) * blockPx
  }
  if (until === 0) return false
  return [y - strip, y + height].some((top) => {
    const place: Box = [from, top, until - from, strip]
    return (
      shareOfBlocks(
        changes,
        place,
        (at) => changes.changed[at] === 1,
        (at) => changes.inkedBefore[at] === 0,
      ) >= solidShare
    )
  })
}
