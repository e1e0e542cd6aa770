import type { Box, TextLine } from '../../model/reading.js'
import { isRemainder } from './is-remainder.js'
import type { KnownLine, ShownLine } from './known-line.js'
import type { LostLine, ReadingPlan } from './plan-reading.js'
import { continuesTyping, saysTheSame, tellsTheSame } from './same-text.js'

/**
 * The lines that a screen shows: those kept from an earlier one, and those read anew, which are a known line where they
 * tell the same in about the same place. New lines are added to `known`, first read at `frameMs`.
 */
export function joinLines(read: readonly TextLine[], plan: ReadingPlan, known: KnownLine[], frameMs: number): ShownLine[] {
  let kept = [...plan.kept]
  const shown: ShownLine[] = []
  for (const reading of read) {
    const same = kept.find(({ box }) => standAlike(box, reading.box))
    if (same) takeSurer(same.line, reading)
    if (plan.lost.some((lost) => isRemainder(lost, reading))) continue
    if (same || kept.some(({ box }) => shared(box, reading.box) > mostOf(reading.box))) continue
    // What was one line by itself is now read together with what came beside it.
    kept = kept.filter(({ box }) => shared(box, reading.box) <= mostOf(box))
    const isFree = (line: KnownLine) => !shown.some((other) => other.line === line) && !kept.some((other) => other.line === line)
    const before = plan.lost.find((lost) => isFree(lost.line) && standAlike(lost.box, reading.box) && tellsTheSame(lost, reading))
    const line =
      before?.line ?? known.find((other) => isFree(other) && isSameElsewhere(other, reading)) ?? firstRead(reading, known, frameMs)
    takeSurer(line, reading)
    shown.push({ line, box: reading.box })
    for (const lost of plan.lost) if (lost.line !== line && grewInto(lost, reading)) lost.line.grewInto = line
  }
  return [...kept, ...shown]
}

function mostOf([, , width, height]: Box): number {
  return 0.6 * width * height
}

function shared(a: Box, b: Box): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0])
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1])
  return Math.max(0, width) * Math.max(0, height)
}

/** In about the same place and about as long: margins differ by less than the height of the line. */
function standAlike(a: Box, b: Box): boolean {
  const height = Math.min(a[3], b[3])
  return Math.abs(a[0] - b[0]) < height && Math.abs(a[0] + a[2] - b[0] - b[2]) < height && isLevel(a, b)
}

function isLevel(a: Box, b: Box): boolean {
  return Math.abs(a[1] + a[3] / 2 - b[1] - b[3] / 2) < Math.min(a[3], b[3]) / 2
}

function isSameElsewhere(line: KnownLine, reading: TextLine): boolean {
  return standAlike(line.lastBox, reading.box) && saysTheSame(line.reading, reading)
}

function grewInto(lost: LostLine, reading: TextLine): boolean {
  return isLevel(lost.box, reading.box) && Math.abs(lost.box[0] - reading.box[0]) < lost.box[3] / 2 && continuesTyping(lost, reading)
}

/** Keeps the surer of two readings, in the place where the line was first read. */
function takeSurer(line: KnownLine, reading: TextLine): void {
  if (reading.confidence <= line.reading.confidence) return
  const glyphs = reading.glyphs.map((glyph) => ({ ...glyph, x: glyph.x + line.box[0] - reading.box[0] }))
  line.reading = { ...reading, box: line.box, glyphs }
}

function firstRead(reading: TextLine, known: KnownLine[], frameMs: number): KnownLine {
  const { box } = reading
  const line: KnownLine = { reading, box, frameMs, untilMs: frameMs, shownIn: new Set(), lastBox: box, grewInto: null }
  known.push(line)
  return line
}
