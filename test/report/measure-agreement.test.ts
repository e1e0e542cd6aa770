import { describe, expect, it } from 'vitest'
import type { LookCount } from '../../src/ports/store/second-looks.js'
import { agreementOfPairs, measureAgreement } from '../../src/report/measure-agreement.js'

const counted = (decision: LookCount['decision'], look: LookCount['look'], count: number, change: Partial<LookCount> = {}): LookCount => ({
  first: 'ann',
  second: 'bo',
  decision,
  look,
  count,
  ...change,
})

describe('agreement', () => {
  it("is Cohen's kappa: the example of two readers and fifty proposals", () => {
    // https://en.wikipedia.org/wiki/Cohen%27s_kappa, "Simple example": observed 0.7, by chance 0.5.
    const counts = [counted('pay', 'pay', 20), counted('pay', 'refuse', 5), counted('refuse', 'pay', 10), counted('refuse', 'refuse', 15)]
    const { looked, agreed, kappa } = measureAgreement(counts)
    expect({ looked, agreed }).toEqual({ looked: 50, agreed: 35 })
    expect(kappa).toBeCloseTo(0.4, 10)
  })

  it('is 1 for two who always agree on different things, and none where chance alone would', () => {
    expect(measureAgreement([counted('pay', 'pay', 3), counted('refuse', 'refuse', 3)]).kappa).toBe(1)
    expect(measureAgreement([counted('pay', 'pay', 3)]).kappa).toBeNull()
    expect(measureAgreement([])).toEqual({ looked: 0, agreed: 0, kappa: null })
  })

  it('is told for each two apart', () => {
    const counts = [counted('pay', 'pay', 2), counted('refuse', 'pay', 1), counted('pay', 'pay', 4, { second: 'cy' })]
    expect(agreementOfPairs(counts).map(({ second, looked, agreed }) => [second, looked, agreed])).toEqual([
      ['bo', 3, 2],
      ['cy', 4, 4],
    ])
  })
})
