import type { Box, TextLine } from '../../model/reading.js'

/** A text that looks like a clock or a counter, where it stands. */
export interface ClockText {
  readonly text: string
  readonly confidence: number
  readonly box: Box
}

/** The part of a line that reads as a time of day; null for speeds, percentages, dates and other numbers. */
export function findClockText(line: TextLine): ClockText | null {
  const match = dayTime.exec(line.text)
  if (!match) return null
  const text = match[0].trim()
  const from = match.index + match[0].indexOf(text)
  const glyphs = line.glyphs.length === line.text.length ? line.glyphs.slice(from, from + text.length) : []
  const first = glyphs[0]
  const last = glyphs.at(-1)
  if (!first || !last) return { text, confidence: line.confidence, box: line.box }
  return {
    text,
    confidence: Math.min(...glyphs.map(({ confidence }) => confidence)),
    box: [first.x, line.box[1], last.x + last.width - first.x, line.box[3]],
  }
}

const half = '(?:上午|下午|凌晨|早上|中午|晚上|[AaPp]\\.?[Mm]\\.?)'
const dayTime = new RegExp(
  `(?:${half}\\s*)?(?<![\\d.:/%-])(?:[01]?\\d|2[0-3])\\s?[:：]\\s?[0-5]\\d(?:\\s?[:：]\\s?[0-5]\\d)?(?![\\d.:/%-]|\\s?[KMG]?B)(?:\\s*${half})?`,
)

/** The line where it shows a time or counts seconds; null for percentages, sizes, amounts and plain words. */
export function findCounterText(line: TextLine): ClockText | null {
  if (/%|[KMG]i?B|[¥￥$]/i.test(line.text)) return null
  const isCounter =
    /\d\s?[:：]\s?[0-5]\d/.test(line.text) || /^[^\d]{0,12}(?<![A-Za-z])\d{1,4}\s?(?:s|S|秒|sec)?(?![A-Za-z])\D{0,8}$/.test(line.text)
  return isCounter ? { text: line.text.trim(), confidence: confidenceOfDigits(line), box: line.box } : null
}

/** The words around a counter matter little: how sure its digits are. */
function confidenceOfDigits({ text, confidence, glyphs }: TextLine): number {
  const digits = glyphs.filter(({ char }) => /\d/.test(char)).map((glyph) => glyph.confidence)
  return digits.length === text.replace(/\D/g, '').length && digits.length > 0 ? Math.min(...digits) : confidence
}
