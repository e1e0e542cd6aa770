import type { Box, Reading, TextLine } from '../../model/reading.js'

/** A line as it lies on the page. `text` is the line's text with full-width forms made plain, character for character. */
export interface PageLine {
  readonly index: number
  readonly line: TextLine
  readonly text: string
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly height: number
  readonly midY: number
}

/** A still, or one screen of a recording, laid out: its lines by index, each row's lines from left to right, and its tongue. */
export interface Page {
  readonly reading: Reading
  readonly lines: readonly PageLine[]
  /** True when the page is written in English: then `11/12/2026` is month first (contracts.md). */
  readonly english: boolean
  /** The text of all lines in reading order, for questions about the whole page. */
  readonly words: string
}

/** Lays the lines of a reading out, so that labels can find their values by place. */
export function layOutPage(reading: Reading): Page {
  const lines = reading.lines.map(placeLine)
  const words = lines.map((line) => line.text).join('\n')
  const han = words.match(/\p{Script=Han}/gu)?.length ?? 0
  const latin = words.match(/[A-Za-z]/g)?.length ?? 0
  return { reading, lines, words, english: latin > 0 && han * 8 < latin }
}

/** Whether two lines stand on the same row: their heights overlap by at least 35% of the lower one. */
export function onSameRow(a: PageLine, b: PageLine): boolean {
  const overlap = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return overlap >= 0.35 * Math.min(a.height, b.height)
}

/** How far two lines share a column: 0 when apart, 1 when the narrower stands wholly over or under the wider. */
export function columnOverlap(a: PageLine, b: PageLine): number {
  const overlap = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const narrower = Math.min(a.right - a.left, b.right - b.left)
  return overlap <= 0 || narrower <= 0 ? 0 : overlap / narrower
}

/** The smallest box around boxes; at least one is given. */
export function boxAround(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map(([x]) => x))
  const top = Math.min(...boxes.map(([, y]) => y))
  const right = Math.max(...boxes.map(([x, , width]) => x + width))
  const bottom = Math.max(...boxes.map(([, y, , height]) => y + height))
  return [left, top, right - left, bottom - top]
}

function placeLine(line: TextLine, index: number): PageLine {
  const [left, top, width, height] = line.box
  return {
    index,
    line,
    text: plainForms(line.text),
    left,
    top,
    right: left + width,
    bottom: top + height,
    height,
    midY: top + height / 2,
  }
}

const notPlain = /[^\x20-\x7e\u4e00-\u9fff]/g
const plainBy = new Map([
  ['\u3000', ' '],
  ['\u00a0', ' '],
  ['\t', ' '],
  ['￥', '¥'],
  ['−', '-'],
  ['–', '-'],
  ['—', '-'],
  ['‐', '-'],
  ['‑', '-'],
  ['‒', '-'],
  ['―', '-'],
  ['－', '-'],
  ['∶', ':'],
  ['︰', ':'],
  ['⁄', '/'],
  ['∕', '/'],
  ['・', '·'],
  ['•', '·'],
])

function plainForms(text: string): string {
  return text.replace(notPlain, (char) => {
    const plain = plainBy.get(char)
    if (plain !== undefined) return plain
    const code = char.charCodeAt(0)
    return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : char
  })
}
