import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planRedelivery } from '../../src/act/plan-redelivery.js'

const startedAt = '2026-11-20T14:40:00+08:00'
const start = Date.parse(startedAt)
const threeDaysMs = 72 * 3_600_000

describe('when an event is sent again', () => {
  it('is after five seconds first, and then later and later for between two and a half and three days', () => {
    const waits: number[] = []
    let now = start
    for (let attempts = 1; ; attempts++) {
      const next = planRedelivery({ attempts, startedAt }, new Date(now).toISOString(), 0)
      if (next === null) break
      waits.push(Date.parse(next) - now)
      now = Date.parse(next)
    }
    expect(waits[0]).toBe(5000)
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
    expect(now - start).toBeGreaterThan(60 * 3_600_000)
    expect(now - start).toBeLessThanOrEqual(threeDaysMs)
  })

  it('is never in the past and never after three days, whatever happened before', () => {
    const anyPlan = fc.record({
      attempts: fc.integer({ min: 1, max: 1000 }),
      laterMs: fc.integer({ min: 0, max: 2 * threeDaysMs }),
      chance: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(anyPlan, ({ attempts, laterMs, chance }) => {
        const next = planRedelivery({ attempts, startedAt }, new Date(start + laterMs).toISOString(), chance)
        if (next === null) return laterMs > threeDaysMs - 22 * 3_600_000
        return Date.parse(next) > start + laterMs && Date.parse(next) <= start + threeDaysMs
      }),
    )
  })

  it('differs by chance, by a tenth at most', () => {
    const at = (chance: number) => Date.parse(planRedelivery({ attempts: 4, startedAt }, startedAt, chance) ?? '') - start
    expect(at(0)).toBe(2 * 3_600_000)
    expect(at(1)).toBe(7_920_000)
  })
})
