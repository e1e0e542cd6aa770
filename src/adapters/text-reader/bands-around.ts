import type { Box } from '../../model/reading.js'

/** Rows of a picture or map. */
export interface Band {
  readonly topRow: number
  readonly rowCount: number
}

interface Rows {
  /** How many rows there are. */
  readonly count: number
  /** Pixels of the boxes' picture that one row shows. */
  readonly pxPerRow: number
  /** Rows taken above and below each box, for its surroundings. */
  readonly margin: number
  /** Bands start and end at multiples of this, or at the last row. */
  readonly step: number
}

/** The bands of rows that hold the boxes and their surroundings, from the top; those that meet are one. */
export function bandsAround(boxes: readonly Box[], { count, pxPerRow, margin, step }: Rows): Band[] {
  const spans = boxes.map(([, y, , height]) => ({
    from: Math.max(0, Math.floor((y / pxPerRow - margin) / step) * step),
    until: Math.min(count, Math.ceil(((y + height) / pxPerRow + margin) / step) * step),
  }))
  const joined: { from: number; until: number }[] = []
  for (const span of spans.filter(({ from, until }) => from < until).sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until)
    else joined.push(span)
  }
  return joined.map(({ from, until }) => ({ topRow: from, rowCount: until - from }))
}
