import type { Reading, Screen, TextLine } from '../model/reading.js'

/** One screen as a page by itself: what was seen together, and nothing else. */
export interface ScreenPage {
  /** Index of its first appearance among `Reading.screens`; 0 for a still. */
  readonly screen: number
  /** When it first stood whole. */
  readonly frameMs: number
  /** The reading of this screen alone, in reading order, as if it had been photographed. */
  readonly page: Reading
  /** Which line of the recording each line of `page` is. */
  readonly lines: readonly number[]
}

/**
 * The distinct screens of a reading, each with the lines it shows; a still is one. This is the one notion of what stands
 * together: labels, values and sentences of different screens never meet.
 */
export function listScreens(reading: Reading): readonly ScreenPage[] {
  const known = listed.get(reading)
  if (known) return known
  const pages = pagesOf(reading)
  listed.set(reading, pages)
  return pages
}

/** A judgement asks for the pages of the same recording dozens of times. */
const listed = new WeakMap<Reading, readonly ScreenPage[]>()

function pagesOf(reading: Reading): readonly ScreenPage[] {
  if (reading.media === 'image') return [{ screen: 0, frameMs: 0, page: reading, lines: reading.lines.map((_, i) => i) }]
  const distinct = screensOf(reading).filter(({ sameAs }) => sameAs === null)
  return distinct.map(({ index, frameMs, heightPx }) => {
    const lines = inReadingOrder(reading.lines.flatMap((line, i) => (shows(line, index, frameMs, distinct) ? [{ line, i }] : [])))
    const page: Reading = { ...reading, media: 'image', height: Math.max(heightPx, 1), lines: lines.map(({ line }) => line) }
    return { screen: index, frameMs, page, lines: lines.map(({ i }) => i) }
  })
}

/** The screens in order of time; where a reading names none, every time at which lines were read is one. */
export function screensOf(reading: Reading): readonly Screen[] {
  if (reading.screens.length > 0) return reading.screens.toSorted((a, b) => a.frameMs - b.frameMs || a.index - b.index)
  const starts = [...new Set(reading.lines.map(({ frameMs }) => frameMs ?? 0))].toSorted((a, b) => a - b)
  const endMs = Math.max(...reading.lines.map(({ frameMs, untilMs }) => Math.max(untilMs ?? 0, frameMs ?? 0)), reading.durationMs ?? 0)
  return starts.map((frameMs, index) => ({
    index,
    frameMs,
    untilMs: starts[index + 1] ?? endMs,
    sameAs: null,
    pictureMs: frameMs,
    heightPx: reading.height,
  }))
}

/** Whether a screen shows a line: as the reading says, else within the line's times. A line is never on no screen at all. */
function shows(line: TextLine, screen: number, screenMs: number, distinct: readonly Screen[]): boolean {
  const known = line.shownIn?.filter((index) => distinct.some((each) => each.index === index)) ?? []
  if (known.length > 0) return known.includes(screen)
  const { frameMs } = line
  if (frameMs === null) return true
  const home = distinct.findLast((each) => each.frameMs <= frameMs) ?? distinct[0]
  return home?.index === screen || (frameMs < screenMs && screenMs < (line.untilMs ?? frameMs))
}

interface Placed {
  readonly line: TextLine
  readonly i: number
}

/** Lines read at different times, row by row from the top; those of one reading keep the reader's order. */
function inReadingOrder(lines: readonly Placed[]): readonly Placed[] {
  if (new Set(lines.map(({ line }) => line.frameMs)).size < 2) return lines
  const rows: Placed[][] = []
  for (const one of lines.toSorted((a, b) => middleOf(a) - middleOf(b))) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row && first && middleOf(one) - middleOf(first) < 0.5 * Math.min(one.line.box[3], first.line.box[3])) row.push(one)
    else rows.push([one])
  }
  return rows.flatMap((row) => row.toSorted((a, b) => a.line.box[0] - b.line.box[0]))
}

function middleOf({ line: { box } }: Placed): number {
  return box[1] + box[3] / 2
}
