import type { Box, Glyph, TextLine } from '../../model/reading.js'
import { shareOfBlocks } from './find-changes.js'
import type { LostLine } from './plan-reading.js'

/** Whether two readings have the same characters; spaces and full-width forms make no difference. */
export function saysTheSame(a: TextLine, b: TextLine): boolean {
  return plain(a.text) === plain(b.text)
}

/**
 * Whether a new reading in the place of an earlier one tells the same: the same characters, or others only where the pixels
 * have not changed, or look-alikes that one of the readings was not sure of. In doubt it is another text: one digit is a change.
 */
export function tellsTheSame(before: LostLine, reading: TextLine): boolean {
  if (saysTheSame(before.line.reading, reading)) return true
  const [then, now] = differing(glyphsOf(before.line.reading), glyphsOf(reading))
  if (!hasChanged(before, then) && !hasChanged(before, now)) return true
  return then.length === now.length && then.every((glyph, at) => isDoubtful(glyph, now[at]))
}

/** Whether a line begins with the text that stood there before, unchanged, and goes on: so it was typed. */
export function continuesTyping(before: LostLine, reading: TextLine): boolean {
  // A text cursor behind the last character may be read as one.
  const beginning = plain(before.line.reading.text).replace(/[|丨]$/, '')
  const text = plain(reading.text)
  if (beginning === '' || text.length <= beginning.length || !text.startsWith(beginning)) return false
  const glyphs = glyphsOf(reading).slice(0, beginning.length - 1)
  return !hasChanged(before, glyphs)
}

/** Below this a character that has a look-alike may be either. */
const sureOfCharacter = 0.8

const lookAlikes = ['0OoQD', '1IlLi|!', '5Ss', '8B', '2Zz', '6bG', 'UVuv', 'Cc', 'Kk', 'Pp', 'Ww', 'Xx×', '.,·', ':;'] as const

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '')
}

function glyphsOf({ glyphs }: TextLine): Glyph[] {
  return glyphs.filter(({ char }) => char.trim() !== '')
}

/** What stands between the beginning and the end that two texts share. */
function differing(a: readonly Glyph[], b: readonly Glyph[]): [readonly Glyph[], readonly Glyph[]] {
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && isSame(a[start], b[start])) start++
  let end = 0
  while (end < shorter - start && isSame(a.at(-1 - end), b.at(-1 - end))) end++
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)]
}

function isSame(a: Glyph | undefined, b: Glyph | undefined): boolean {
  return a !== undefined && b !== undefined && plain(a.char) === plain(b.char)
}

function hasChanged({ box, changes }: LostLine, glyphs: readonly Glyph[]): boolean {
  return glyphs.some(({ x, width }) => {
    const place: Box = [x, box[1], width, box[3]]
    return shareOfBlocks(changes, place, (at) => changes.changed[at] === 1) > 0
  })
}

function isDoubtful(a: Glyph, b: Glyph | undefined): boolean {
  if (b === undefined) return false
  return (
    isSame(a, b) ||
    (Math.min(a.confidence, b.confidence) < sureOfCharacter && lookAlikes.some((set) => set.includes(a.char) && set.includes(b.char)))
  )
}
