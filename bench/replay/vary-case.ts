import type { CaseFile } from '../../src/model/case.js'
import type { CtcStep, Reading, TextLine } from '../../src/model/reading.js'

/** The case with its order number and keys as others: digits turned by `turn`, in the record and on every line that shows one. */
export function turnNumbers(caseFile: CaseFile, turn: number): CaseFile {
  const { order, claim } = caseFile
  if (!order) return caseFile
  const values = [order.number, ...order.deliveredKeys].map(bare).filter((value) => value.length >= 6)
  const shows = ({ text }: TextLine) => values.some((value) => bare(text).includes(value))
  return {
    ...caseFile,
    order: { ...order, number: turned(order.number, turn), deliveredKeys: order.deliveredKeys.map((key) => turned(key, turn)) },
    claim: { ...claim, orderNumber: claim.orderNumber === null ? null : turned(claim.orderNumber, turn) },
    evidence: caseFile.evidence.map((piece) => ({
      ...piece,
      reading: piece.reading && turnReading(piece.reading, shows, turn),
    })),
  }
}

/** The case with another id, of another buyer whose figures differ, and with other funding. */
export function varyBuyer(caseFile: CaseFile, id: string, seed: number): CaseFile {
  const pick = <T>(of: readonly T[], salt: number): T => of[(seed * salt) % of.length] as T
  const { buyer, order } = caseFile
  return {
    ...caseFile,
    id,
    buyer: buyer && {
      ...buyer,
      creditScore: pick([420, 560, 640, 705, 760, 820], 7),
      accountAgeDays: pick([3, 60, 200, 900], 5),
      completedOrders: pick([1, 15, 25, 80], 3),
      refunds90d: pick([0, 1, 2, 3], 11),
    },
    order: order && { ...order, instantFunding: pick(['merchant', 'platform', 'none'] as const, 13) },
  }
}

function turnReading(reading: Reading, shows: (line: TextLine) => boolean, turn: number): Reading {
  return { ...reading, lines: reading.lines.map((line) => (shows(line) ? turnLine(line, turn) : line)) }
}

function turnLine(line: TextLine, turn: number): TextLine {
  return {
    ...line,
    text: turned(line.text, turn),
    glyphs: line.glyphs.map((glyph) => ({ ...glyph, char: turned(glyph.char, turn) })),
    steps: line.steps.map(
      ([blank, ...options]): CtcStep => [blank, ...options.map(([char, share]) => [turned(char, turn), share] as const)],
    ),
  }
}

function turned(text: string, turn: number): string {
  return text.replace(/[0-9]/g, (digit) => String((Number(digit) + turn) % 10))
}

function bare(text: string): string {
  return text.replace(/[^0-9a-z]/gi, '').toUpperCase()
}
