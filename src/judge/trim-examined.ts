import type { CaseFile } from '../model/case.js'
import type { Examined } from '../model/examined.js'
import type { TextLine } from '../model/reading.js'
import { expectedValues } from './match-order.js'
import { linesWorthSearching } from './match-value.js'
import { readRecord } from './read-record.js'

/**
 * The pieces with all that any policy's judgement of this case looks at, and what a case sheet tells: the probabilities of characters
 * stay only where a line can hold a value of the order. `judgeCase` gives the same verdict of both, byte for byte.
 */
export function trimExamined(caseFile: CaseFile, examined: readonly Examined[]): readonly Examined[] {
  const expected = expectedValues(caseFile, readRecord(caseFile).keyTokens)
  return examined.map((piece) => {
    const { reading } = piece
    const kept = new Set(linesWorthSearching(reading, expected))
    for (const { type, line } of piece.fields) if (numbers.has(type)) kept.add(line)
    for (const { line } of piece.facts) if (line !== undefined) kept.add(line)
    const lines = reading.lines.map((line, i) => (kept.has(i) ? withoutGlyphs(line) : { ...line, steps: [], glyphs: [] }))
    return { ...piece, reading: { ...reading, lines, recording: null } }
  })
}

const numbers: ReadonlySet<string> = new Set(['order-number', 'payment-number', 'card-key'])

/** Where there are steps, glyphs are not looked at. */
function withoutGlyphs(line: TextLine): TextLine {
  return line.steps.length > 0 ? { ...line, glyphs: [] } : line
}
