import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchOneToOne } from '../../../bench/recordings/match-one-to-one.js'

describe('matchOneToOne', () => {
  it('makes room for one who has no other choice', () => {
    expect(matchOneToOne([[0, 1], [0]])).toEqual([1, 0])
  })

  it('prefers earlier wishes where nobody else needs them', () => {
    expect(matchOneToOne([[2, 0], [1]])).toEqual([2, 1])
  })

  it('never pairs anyone twice, and only with whom he wished', () => {
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(fc.nat(6)), { maxLength: 8 }), (wishes) => {
        const partners = matchOneToOne(wishes)
        const taken = partners.filter((partner) => partner !== null)
        expect(new Set(taken).size).toBe(taken.length)
        partners.forEach((partner, one) => {
          if (partner !== null) expect(wishes[one]).toContain(partner)
        })
      }),
    )
  })
})
