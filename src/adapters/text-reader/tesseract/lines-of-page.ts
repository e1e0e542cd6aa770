import type { Line, Page, Word } from 'tesseract.js'
import type { Glyph, TextLine } from '../../../model/reading.js'

const chinese = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/

/** The lines of a page in the library's order, which is reading order. They have no steps: the library does not tell its probabilities. */
export function linesOfPage(page: Page): TextLine[] {
  const lines = (page.blocks ?? []).flatMap((block) => block.paragraphs).flatMap((paragraph) => paragraph.lines)
  return lines.flatMap((line) => {
    const glyphs = glyphsOf(line)
    if (glyphs.length === 0) return []
    const { x0, y0, x1, y1 } = line.bbox
    return [
      {
        text: glyphs.map(({ char }) => char).join(''),
        confidence: Math.min(...glyphs.map(({ confidence }) => confidence)),
        box: [x0, y0, x1 - x0, y1 - y0],
        glyphs,
        steps: [],
        frameMs: null,
      },
    ]
  })
}

function glyphsOf(line: Line): Glyph[] {
  const glyphs: Glyph[] = []
  for (const word of line.words) {
    const [first, ...rest] = glyphsOfWord(word)
    if (first === undefined) continue
    const before = glyphs.at(-1)
    if (before && !(chinese.test(before.char) && chinese.test(first.char))) glyphs.push(spaceBetween(before, first))
    for (const glyph of [first, ...rest]) glyphs.push(rightOf(glyphs.at(-1), glyph))
  }
  return glyphs
}

function glyphsOfWord(word: Word): Glyph[] {
  return word.symbols
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, confidence, bbox }) => ({
      char: text,
      confidence: Math.round(confidence * 100) / 1e4,
      x: bbox.x0,
      width: bbox.x1 - bbox.x0,
    }))
}

/** Boxes of neighbours may overlap a little; none starts left of the one before. */
function rightOf(before: Glyph | undefined, glyph: Glyph): Glyph {
  const x = Math.max(before?.x ?? 0, glyph.x)
  return { ...glyph, x, width: Math.max(0, glyph.x + glyph.width - x) }
}

/** Tesseract puts a space between any two Chinese words; elsewhere it is as sure as its neighbours. */
function spaceBetween(before: Glyph, after: Glyph): Glyph {
  const x = Math.max(before.x, Math.min(before.x + before.width, after.x))
  return { char: ' ', confidence: Math.min(before.confidence, after.confidence), x, width: Math.max(0, after.x - x) }
}
