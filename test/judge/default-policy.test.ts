import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultPolicy, policySchema, readPolicy } from '../../src/judge/default-policy.js'

function problems(input: unknown): readonly string[] {
  const reading = readPolicy(input)
  return reading.ok ? [] : reading.problems.map(({ path }) => path)
}

describe('readPolicy', () => {
  it('keeps the defaults within their own ranges', () => {
    expect(policySchema.safeParse(defaultPolicy).success).toBe(true)
  })

  it.each([{}, undefined, null, { windows: { filingDays: 7 } }])('is the default where nothing is changed: %j', (input) => {
    expect(readPolicy(input)).toEqual({ ok: true, policy: defaultPolicy })
  })

  it('lays any part over the default and leaves the rest', () => {
    const reading = readPolicy({ instant: { capFen: 5_000 }, windows: { filingDays: 15 } })
    expect(reading).toMatchObject({
      ok: true,
      policy: { instant: { enabled: true, capFen: 5_000 }, windows: { filingDays: 15, supplementDays: 3 } },
    })
  })

  it('names a changed policy by its content, the same for the same content', () => {
    const version = (input: unknown) => {
      const reading = readPolicy(input)
      return reading.ok ? reading.policy.version : null
    }
    expect(version({ instant: { capFen: 5_000 } })).toMatch(/^custom@[0-9a-f]{8}$/)
    expect(version({ instant: { capFen: 5_000 } })).toBe(version({ instant: { capFen: 5_000, enabled: true } }))
    expect(version({ instant: { capFen: 5_000 } })).not.toBe(version({ instant: { capFen: 5_001 } }))
    expect(version({ version: 'strict@3', instant: { capFen: 5_000 } })).toBe('strict@3')
  })

  it.each([
    [{ windows: { filingDays: 2 } }, 'windows.filingDays'],
    [{ windows: { filingDays: 16 } }, 'windows.filingDays'],
    [{ windows: { supplementDays: 8 } }, 'windows.supplementDays'],
    [{ windows: { arbitrationDays: 2 } }, 'windows.arbitrationDays'],
    [{ windows: { reviewHours: 0 } }, 'windows.reviewHours'],
    [{ windows: { holdDays: 181 } }, 'windows.holdDays'],
    [{ windows: { paymentHours: 721 } }, 'windows.paymentHours'],
    [{ windows: { remindHours: 169 } }, 'windows.remindHours'],
    [{ calendar: { weekdays: [1], from: '18:00', until: '09:00', holidays: [], countsFor: [] } }, 'calendar.until'],
    [{ calendar: { weekdays: [8], from: '09:00', until: '18:00', holidays: [], countsFor: [] } }, 'calendar.weekdays.0'],
    [{ calendar: { weekdays: [1], from: '07:60', until: '18:00', holidays: [], countsFor: [] } }, 'calendar.from'],
    [{ calendar: { weekdays: [1], from: '09:00', until: '18:00', holidays: ['2026-02-30'], countsFor: [] } }, 'calendar.holidays.0'],
    [{ instant: { capFen: 1.5 } }, 'instant.capFen'],
    [{ instant: { capFen: '300' } }, 'instant.capFen'],
    [{ instant: { cap: 300 } }, 'instant.cap'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ version: 'no version' }, 'version'],
    [{ score: { maxBadForPayment: 0.9 } }, 'score.maxBadForPayment'],
    [[], ''],
    ['strict', ''],
    [{ windows: 7 }, 'windows'],
  ])('says where %j is wrong', (input, path) => {
    expect(problems(input)).toEqual([path])
  })

  it('never lets a policy out of range through, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        const reading = readPolicy(input)
        if (reading.ok) expect(policySchema.safeParse(reading.policy).success).toBe(true)
        else expect(reading.problems.length).toBeGreaterThan(0)
      }),
    )
  })

  it('lays a change over another base', () => {
    const strict = readPolicy({ version: 'strict@1', instant: { capFen: 100 } })
    if (!strict.ok) throw new Error('the base is valid')
    expect(readPolicy({}, strict.policy)).toEqual(strict)
  })
})
