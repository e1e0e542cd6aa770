import type { CaseFile } from '../model/case.js'
import type { Examined } from '../model/examined.js'
import { orderPagesOf } from './find-order-page.js'
import { expectedValues, matchOrder } from './match-order.js'
import { readRecord } from './read-record.js'

/**
 * The pieces with all that any policy's judgement of this case looks at, and what a case sheet tells: how they show the values of
 * the order is measured here, and the probabilities of characters go. `judgeCase` gives the same verdict of both, byte for byte.
 */
export function trimExamined(caseFile: CaseFile, examined: readonly Examined[]): readonly Examined[] {
  const { policy } = caseFile
  const { keyTokens } = readRecord(caseFile)
  // Under a policy that nothing satisfies, matching ends nowhere early and asks for all that it can ask.
  const unsatisfied = { ...caseFile, policy: { ...policy, match: { ...policy.match, minLogRatio: Number.POSITIVE_INFINITY } } }
  const matches = matchOrder(unsatisfied, keyTokens, examined)
  const expected = expectedValues(caseFile, keyTokens)
  return examined.map((piece, i) => {
    const measures = matches[i]?.measures
    for (const one of measures ? expected : []) {
      measures?.value(one)
      for (const page of orderPagesOf(piece)) measures?.onScreen(page, one)
    }
    const { reading } = piece
    const lines = reading.lines.map((line) => ({ ...line, steps: [], glyphs: [] }))
    const measured = measures?.kept() ?? { values: [], shown: [] }
    return { ...piece, reading: { ...reading, lines, recording: null }, measured }
  })
}
