import type { Box, Reading, TextLine } from '../model/reading.js'
import { simplify } from './simplify.js'

/** A line with its characters folded one for one (full-width to ASCII, look-alike signs), so that positions still hold. */
export interface FoldedLine {
  readonly index: number
  readonly line: TextLine
  /** As printed, folded. */
  readonly text: string
  /** `text` in lower case and simplified characters. */
  readonly lower: string
}

/** The lines of a reading, folded; positions in `text` are positions in the line's own text. */
export function foldLines(reading: Reading): readonly FoldedLine[] {
  return reading.lines.map((line, index) => {
    const text = line.text.replace(foldable, foldCharacter)
    return { index, line, text, lower: simplify(text.toLowerCase()) }
  })
}

/** Lowest confidence of the characters from `start` to `end`, 0-1; the line's own where it has no characters. */
export function confidenceOf(line: TextLine, start: number, end: number): number {
  const { glyphs } = line
  if (glyphs.length !== line.text.length) return line.confidence
  let lowest = 1
  for (let i = start; i < end; i++) {
    const glyph = glyphs[i]
    if (glyph && glyph.char !== ' ' && glyph.confidence < lowest) lowest = glyph.confidence
  }
  return lowest
}

/** The box of the characters from `start` to `end`, in pixels; the whole line's where single characters have no place. */
export function boxOf(line: TextLine, start: number, end: number): Box {
  const first = line.glyphs[start]
  const last = line.glyphs[end - 1]
  if (line.glyphs.length !== line.text.length || !first || !last) return line.box
  return [first.x, line.box[1], Math.max(last.x + last.width - first.x, 1), line.box[3]]
}

const foldable = /[\u3000\u00d7\u2010-\u2015\u2212\u2018\u2019\u201c\u201d\u3010\u3011\u0410-\u0425\u043e\u0445\uff01-\uff5e]/g

const lookAlikes: Readonly<Record<string, string>> = {
  '\u3000': ' ',
  '×': 'x',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '【': '[',
  '】': ']',
  // Cyrillic letters drawn like Latin ones
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  Х: 'X',
  о: 'o',
  х: 'x',
}

function foldCharacter(char: string): string {
  const code = char.charCodeAt(0)
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  return lookAlikes[char] ?? char
}
