import type { Box } from '../../model/reading.js'

/** Boxes of lines have a margin about this wide, in thicknesses of the line: sharing no more than that is no touch. */
const marginShare = 0.25

/** Whether a line of text stands in a box at least in part: they share more than the margin around the line. */
export function touchesBox(line: Box, box: Box): boolean {
  const margin = Math.min(line[2], line[3]) * marginShare
  return sharedPx(line, box, 0) > Math.min(margin, box[2] / 2) && sharedPx(line, box, 1) > Math.min(margin, box[3] / 2)
}

/** How far two boxes overlap along one axis: 0 is x, 1 is y. Negative where they stand apart. */
function sharedPx(a: Box, b: Box, axis: 0 | 1): number {
  const length = axis === 0 ? 2 : 3
  return Math.min(a[axis] + a[length], b[axis] + b[length]) - Math.max(a[axis], b[axis])
}
