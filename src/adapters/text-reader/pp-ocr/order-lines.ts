import type { Box } from '../../../model/reading.js'

/** Lines in reading order: rows from the top, each from the left. Lines stand in one row when the middle of one lies within the other. */
export function orderLines<T extends { readonly box: Box }>(lines: readonly T[]): T[] {
  const byMiddle = [...lines].sort((a, b) => middle(a.box) - middle(b.box) || a.box[0] - b.box[0])
  const rows: T[][] = []
  for (const line of byMiddle) {
    const row = rows.at(-1)
    if (row?.some((other) => standLevel(other.box, line.box))) row.push(line)
    else rows.push([line])
  }
  return rows.flatMap((row) => row.sort((a, b) => a.box[0] - b.box[0]))
}

function standLevel(a: Box, b: Box): boolean {
  const beside =
    a[0] + a[2] <= b[0] + b[2] / 4 ||
    b[0] + b[2] <= a[0] + a[2] / 4 ||
    Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]) < Math.min(a[2], b[2]) / 2
  return beside && Math.abs(middle(a) - middle(b)) < Math.min(a[3], b[3]) / 2
}

function middle(box: Box): number {
  return box[1] + box[3] / 2
}
