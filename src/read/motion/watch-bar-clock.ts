import type { Box, ClockReading, TextLine } from '../../model/reading.js'
import type { Glance, Still } from '../../ports.js'
import { cutLuma, inkDiffers, type LumaCut } from './cut-luma.js'
import { findChangeMs } from './find-change-ms.js'
import { type ClockText, findClockText } from './find-clock-text.js'
import { type MotionSize, patchOfBox } from './glance-patch.js'

/** What is to be read now; `heard` takes the answer. */
export interface Ask {
  readonly box: Box
  heard(lines: readonly TextLine[]): void
}

/**
 * Follows the clock of one bar of the system. As long as none is known the whole bar is read when it changes, ever more
 * seldom; then the clock's own place, whenever the ink in it changes. Answers are to be told in the order of the questions.
 */
export function watchBarClock(
  size: MotionSize,
  bar: Box,
): { ask(still: Still, glances: readonly Glance[]): Ask | null; tell(endMs: number): ClockReading[] } {
  const readings: Open[] = []
  let known: Known | null = null
  let lastCut: LumaCut | null = null
  let askedCut: LumaCut | null = null
  let changedMs = 0
  let nextAskMs = Number.NEGATIVE_INFINITY
  let misses = 0

  const watch = (place: Known | null) => {
    known = place
    lastCut = null
    askedCut = null
  }
  const hear = (place: Box, ms: number, atMs: number, lines: readonly TextLine[]) => {
    const found = pickClock(lines, place, readings.at(-1)?.box ?? null)
    if (!found) {
      misses++
      nextAskMs = known ? ms : ms + Math.min(maxPauseMs, firstPauseMs * 2 ** misses)
      endReading(readings, atMs)
      if (known) watch(null)
      return
    }
    misses = 0
    if (readings.length < maxReadings) takeReading(readings, found, atMs)
    if (!known || !holds(known.room, found.box)) watch({ room: roomAround(found.box, bar, size), text: inkAround(found.box, size) })
  }
  return {
    ask(still, glances) {
      const place = known?.text ?? bar
      const cut = cutLuma(still.luma, size.widthPx, place)
      if (!lastCut) changedMs = askedCut ? changedMs : still.ms
      else if (inkDiffers(lastCut, cut)) changedMs = findChangeMs(glances, patchOfBox(place, size), size.glance.widthPx, still.ms)
      lastCut = cut
      if ((!known && still.ms < nextAskMs) || (askedCut && !inkDiffers(askedCut, cut))) return null
      askedCut = cut
      // Until the answer is told, once a while: what moves in the bar may not be a clock.
      nextAskMs = still.ms + firstPauseMs * 2 ** misses
      const atMs = changedMs
      const box = known?.room ?? bar
      return { box, heard: (lines) => hear(box, still.ms, atMs, lines) }
    },
    tell: (endMs) => readings.map(({ untilMs, ...reading }) => ({ ...reading, untilMs: untilMs ?? endMs, where: 'status-bar' })),
  }
}

/** Where the clock stands: what is read, with room for the reader, and what is looked at, just its ink. */
interface Known {
  readonly room: Box
  readonly text: Box
}

const maxReadings = 400
const firstPauseMs = 1000
const maxPauseMs = 30_000

interface Open extends ClockText {
  readonly atMs: number
  untilMs: number | null
}

/** The clock among the lines of a place, in pixels of the recording: where it stood before; for the first time, the topmost one. */
function pickClock(lines: readonly TextLine[], [left, top]: Box, known: Box | null): ClockText | null {
  const found = lines.flatMap((line) => {
    const clock = findClockText(line)
    return clock ? [{ ...clock, box: [clock.box[0] + left, clock.box[1] + top, clock.box[2], clock.box[3]] as const }] : []
  })
  const isWhereItStood = ({ box }: ClockText) =>
    known !== null && Math.abs(box[1] - known[1]) <= known[3] && Math.abs(box[0] - known[0]) <= known[3] * 2
  // A time of day that a page shows high up is not the system's clock.
  if (known) return found.find(isWhereItStood) ?? null
  return found.sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0])[0] ?? null
}

function takeReading(readings: Open[], found: ClockText, atMs: number): void {
  const last = readings.at(-1)
  if (last && last.text === found.text && (last.untilMs === null || last.untilMs >= atMs)) {
    last.untilMs = null
    return
  }
  endReading(readings, atMs)
  readings.push({ ...found, atMs, untilMs: null })
}

function endReading(readings: readonly Open[], ms: number): void {
  const last = readings.at(-1)
  if (last) last.untilMs ??= Math.max(last.atMs, ms)
}

/** The clock's place with room for a wider text and for the reader. */
function roomAround([x, y, width, height]: Box, bar: Box, size: MotionSize): Box {
  const left = Math.max(0, Math.floor(x - height * 2))
  const top = Math.max(0, Math.floor(y - height))
  const right = Math.min(size.widthPx, Math.ceil(x + width + height * 2))
  const bottom = Math.min(size.heightPx, Math.ceil(Math.max(y + height * 2, Math.min(bar[1] + bar[3], top + 64))))
  return [left, top, right - left, bottom - top]
}

/** The clock's own place, in whole pixels. */
function inkAround([x, y, width, height]: Box, size: MotionSize): Box {
  const left = Math.max(0, Math.floor(x - height * inkMargin))
  const top = Math.max(0, Math.floor(y))
  const right = Math.min(size.widthPx, Math.ceil(x + width + height * inkMargin))
  return [left, top, right - left, Math.min(size.heightPx, Math.ceil(y + height)) - top]
}

const inkMargin = 0.2

function holds([x, y, width, height]: Box, inner: Box): boolean {
  return x <= inner[0] && y <= inner[1] && x + width >= inner[0] + inner[2] && y + height >= inner[1] + inner[3]
}
