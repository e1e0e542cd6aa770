import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CarriedRefund, isStuck, planNextLook } from '../../src/act/plan-refund.js'

const start = Date.parse('2026-11-20T06:00:00.000Z')
const hourMs = 3_600_000
const sentAt = new Date(start).toISOString()
const refund: CarriedRefund = {
  state: 'unknown',
  paidBy: 'channel',
  amountFen: 1,
  totalFen: 1,
  attempts: 1,
  createdAt: sentAt,
  sentAt,
  toldAt: null,
}
const windows = { paymentHours: 120, unansweredHours: 1 }

describe('the looks at a refund', () => {
  it.each([
    ['unanswered', {}, 1],
    ['accepted', { state: 'accepted' }, 120],
    ["in the platform's hands", { state: 'requested', paidBy: 'platform' }, 120],
  ] as const)('tell a person of one that is %s when the policy says, not before', (_, change, hours) => {
    const one: CarriedRefund = { ...refund, ...change }
    const timeAfter = (ms: number) => new Date(start + ms).toISOString()
    expect(isStuck(one, timeAfter(hours * hourMs - 1), windows)).toBe(false)
    expect(isStuck(one, timeAfter(hours * hourMs), windows)).toBe(true)
    expect(isStuck({ ...one, toldAt: sentAt }, timeAfter(hours * hourMs), windows)).toBe(false)
  })

  it('never miss the moment at which a person is to be told, and never end', () => {
    const runs = fc.property(
      fc.constantFrom<Partial<CarriedRefund>>({}, { state: 'accepted' }, { paidBy: 'platform' }),
      fc.double({ min: 1, max: 720, noNaN: true }),
      fc.double({ min: 0.25, max: 72, noNaN: true }),
      (change, paymentHours, unansweredHours) => {
        const own = { paymentHours, unansweredHours }
        const dueMs = Math.floor(start + (change.paidBy === 'platform' || change.state ? paymentHours : unansweredHours) * hourMs)
        let nowMs = start
        for (let attempts = 1; !isStuck({ ...refund, ...change, attempts }, new Date(nowMs).toISOString(), own); attempts++) {
          const nextMs = Date.parse(planNextLook({ ...refund, ...change, attempts }, new Date(nowMs).toISOString(), own))
          expect(nextMs).toBeGreaterThan(nowMs)
          nowMs = nextMs
        }
        expect(nowMs - dueMs).toBeLessThanOrEqual(5000)
      },
    )
    fc.assert(runs, { numRuns: 300 })
  })
})
