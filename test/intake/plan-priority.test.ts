import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planPriority, rankCase } from '../../src/intake/plan-priority.js'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import { highTrust, lowTrust, order, ordinaryTrust } from '../builders/case.js'

const at = (minutes: number) => new Date(Date.parse('2026-11-20T06:00:00Z') + minutes * 60_000).toISOString()
const ranks = ['instant', 'much-money', 'ordinary', 'low-trust'] as const

describe('the turn of a case', () => {
  it('rules 5.8: comes first for who may be paid at once, then for much money, last for whom nobody trusts', () => {
    const places = ranks.map((rank) => planPriority(at(0), rank))
    expect(places).toEqual([...places].sort((one, other) => one - other))
    expect(new Set(places).size).toBe(4)
  })

  it('is ranked by the tier of the buyer, the cap and the merchant who opted in', () => {
    const rank = (change: object, buyer = highTrust) => rankCase({ ...order, ...change }, buyer, defaultPolicy)
    expect(rank({})).toBe('instant')
    expect(rank({ instantFunding: 'none' })).toBe('ordinary')
    expect(rank({ amountFen: defaultPolicy.instant.capFen })).toBe('instant')
    expect(rank({ amountFen: defaultPolicy.instant.capFen + 1 })).toBe('much-money')
    expect(rank({}, ordinaryTrust)).toBe('ordinary')
    expect(rank({ amountFen: 10_000_000 }, lowTrust)).toBe('low-trust')
    expect(rankCase(order, null, defaultPolicy)).toBe('low-trust')
    expect(rankCase(null, highTrust, defaultPolicy)).toBe('ordinary')
    const off = { ...defaultPolicy, instant: { ...defaultPolicy.instant, enabled: false } }
    expect(rankCase(order, highTrust, off)).toBe('ordinary')
  })

  it('is never put off for ever: however many come, who has waited a quarter of an hour is overtaken by nobody', () => {
    const rank = fc.constantFrom(...ranks)
    fc.assert(
      fc.property(rank, rank, fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 16, max: 10_000 }), (first, later, came, after) => {
        expect(planPriority(at(came), first)).toBeLessThan(planPriority(at(came + after), later))
      }),
    )
  })

  it('rules 5.8: is first come, first served within a rank', () => {
    for (const rank of ranks) expect(planPriority(at(0), rank)).toBeLessThan(planPriority(at(1), rank))
  })

  it('stays a number the queue can count, in any year', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
        const place = planPriority(date.toISOString(), 'instant')
        expect(Number.isInteger(place) && place >= 1 && place <= 2_000_000).toBe(true)
      }),
    )
  })
})
