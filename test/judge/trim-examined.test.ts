import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import { judgeCase } from '../../src/judge/judge-case.js'
import { trimExamined } from '../../src/judge/trim-examined.js'
import { buildCase, deliveredKey, orderNumber, paymentNumber } from '../builders/case.js'
import { key, number, piece } from '../builders/examined.js'
import { line, withoutSteps } from '../builders/picture.js'

const values = [orderNumber, paymentNumber, deliveredKey]
const chars = [...'ABDGILOQSUVZ0125689']

/** One of the order's values as a page may show it: as it is, with other characters, or over two lines. */
const anyLines = fc
  .record({
    value: fc.constantFrom(...values),
    label: fc.constantFrom('订单号:', 'OrderNo', '卡密 ', '', '商户单号 '),
    changes: fc.array(fc.tuple(fc.nat(30), fc.constantFrom(...chars)), { maxLength: 3 }),
    breakAt: fc.option(fc.integer({ min: 4, max: 12 }), { nil: null }),
    confidence: fc.double({ min: 0.3, max: 0.99, noNaN: true }),
    hasSteps: fc.boolean(),
  })
  .map(({ value, label, changes, breakAt, confidence, hasSteps }) => {
    const shown = changes.reduce((text, [at, char]) => (at < text.length ? text.slice(0, at) + char + text.slice(at + 1) : text), value)
    const texts = breakAt === null ? [label + shown] : [label + shown.slice(0, breakAt), shown.slice(breakAt)]
    const [first] = changes
    const sights = first ? { [label.length + first[0]]: { confidence, others: [[value[first[0]] ?? '0', 1 - confidence]] as const } } : {}
    return { shown, lines: texts.map((text) => line(text, { sights })).map((one) => (hasSteps ? one : withoutSteps(one))) }
  })

const anyMatching = fc.record({
  minLogRatio: fc.double({ min: -50, max: 0, noNaN: true }),
  differsFromConfidence: fc.double({ min: 0.5, max: 1, noNaN: true }),
})

describe('trimExamined', () => {
  it('keeps no probability of a character, and all that a verdict of any policy is made of, byte for byte', () => {
    fc.assert(
      fc.property(
        fc.array(anyLines, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('order-number', 'payment-number', 'card-key'),
        anyMatching,
        (shown, type, matching) => {
          const fields = type === 'card-key' ? key(shown[0]?.shown ?? '') : number(type, shown[0]?.shown ?? '')
          const whole = piece(
            'evidence/1.png',
            'order-page',
            shown.flatMap(({ lines }) => lines),
            { fields: [fields] },
          )
          const { caseFile } = buildCase({ pieces: [whole] })
          const kept = JSON.parse(JSON.stringify(trimExamined(caseFile, [whole])))
          for (const { reading } of kept) for (const one of reading.lines) expect([one.steps, one.glyphs]).toEqual([[], []])
          const judged = { ...caseFile, policy: { ...defaultPolicy, match: { ...defaultPolicy.match, ...matching } } }
          expect(JSON.stringify(judgeCase(judged, kept))).toBe(JSON.stringify(judgeCase(judged, [whole])))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('measures a piece that is trimmed already as it was measured', () => {
    const { caseFile, examined } = buildCase({})
    const once = trimExamined(caseFile, examined)
    expect(trimExamined(caseFile, once)).toEqual(once)
  })
})
