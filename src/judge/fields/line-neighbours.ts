import type { FoldedLine } from '../fold-lines.js'

/** The nearest line to the right on the same row, or null. */
export function lineRightOf(line: FoldedLine, lines: readonly FoldedLine[]): FoldedLine | null {
  const right = line.line.box[0] + line.line.box[2]
  return nearest(line, lines, (other) => (sameRow(line, other) && other.line.box[0] >= right - 4 ? other.line.box[0] - right : null))
}

/** The nearest line to the left on the same row, or null. */
export function lineLeftOf(line: FoldedLine, lines: readonly FoldedLine[]): FoldedLine | null {
  const left = line.line.box[0]
  return nearest(line, lines, (other) => {
    const end = other.line.box[0] + other.line.box[2]
    return sameRow(line, other) && end <= left + 4 ? left - end : null
  })
}

/** The nearest line below that shares columns with this one, at most three line heights away, or null. */
export function lineBelow(line: FoldedLine, lines: readonly FoldedLine[]): FoldedLine | null {
  const [x, y, width, height] = line.line.box
  return nearest(line, lines, (other) => {
    const [otherX, otherY, otherWidth] = other.line.box
    const apart = otherY - (y + height)
    const shares = otherX < x + width && x < otherX + otherWidth
    return shares && apart > -height / 2 && apart < 3 * height && otherY > y ? Math.max(apart, 0) : null
  })
}

function sameRow(a: FoldedLine, b: FoldedLine): boolean {
  const [, y, , height] = a.line.box
  const [, otherY, , otherHeight] = b.line.box
  return Math.min(y + height, otherY + otherHeight) - Math.max(y, otherY) > 0.5 * Math.min(height, otherHeight)
}

function nearest(line: FoldedLine, lines: readonly FoldedLine[], distance: (other: FoldedLine) => number | null): FoldedLine | null {
  let best: FoldedLine | null = null
  let least = Number.POSITIVE_INFINITY
  for (const other of lines) {
    if (other === line) continue
    const far = distance(other)
    if (far !== null && far < least) {
      least = far
      best = other
    }
  }
  return best
}
