import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addWorkingTime } from '../../src/judge/add-working-time.js'
import type { WorkingCalendar } from '../../src/model/policy.js'

const hourMs = 3_600_000
const office: WorkingCalendar = { weekdays: [1, 2, 3, 4, 5], from: '09:00', until: '18:00', holidays: [], countsFor: ['merchant'] }

function ends(from: string, hours: number, change: Partial<WorkingCalendar> = {}, timeZone = 'Asia/Shanghai'): string {
  const policy = { calendar: { ...office, ...change }, timeZone }
  return new Date(addWorkingTime(Date.parse(from), hours * hourMs, 'merchant', policy)).toISOString()
}

describe('addWorkingTime', () => {
  it('counts every hour where no calendar is set, or it counts for others', () => {
    const from = Date.parse('2026-11-20T10:00:00Z')
    expect(addWorkingTime(from, hourMs, 'merchant', { calendar: null, timeZone: 'UTC' })).toBe(from + hourMs)
    expect(addWorkingTime(from, hourMs, 'review', { calendar: office, timeZone: 'UTC' })).toBe(from + hourMs)
  })

  it.each([
    ['within a day', '2026-11-20T10:00:00+08:00', 2, '2026-11-20T12:00:00+08:00'],
    ['over the night', '2026-11-19T17:00:00+08:00', 2, '2026-11-20T10:00:00+08:00'],
    ['over the weekend', '2026-11-20T17:00:00+08:00', 2, '2026-11-23T10:00:00+08:00'],
    ['from the night on', '2026-11-20T03:00:00+08:00', 9, '2026-11-20T18:00:00+08:00'],
    ['over the end of a month and a year', '2026-12-31T17:00:00+08:00', 10, '2027-01-01T18:00:00+08:00'],
    ['over the 29th of February', '2028-02-28T17:00:00+08:00', 2, '2028-02-29T10:00:00+08:00'],
  ])('runs in working hours only: %s', (_, from, hours, end) => {
    expect(ends(from, hours)).toBe(new Date(end).toISOString())
  })

  it('leaves holidays out', () => {
    expect(ends('2026-09-30T17:00:00+08:00', 2, { holidays: ['2026-10-01', '2026-10-02'] })).toBe('2026-10-05T02:00:00.000Z')
  })

  it('knows that a day of a clock change is shorter or longer', () => {
    const whole = { weekdays: [7], from: '00:00', until: '24:00' }
    // On 2026-03-29 clocks in Berlin skip an hour, on 2026-10-25 they repeat one.
    expect(ends('2026-03-28T12:00:00+01:00', 23, whole, 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z')
    expect(ends('2026-10-24T12:00:00+02:00', 25, whole, 'Europe/Berlin')).toBe('2026-10-25T23:00:00.000Z')
  })

  it('never ends before so much time has run, nor later for less of it', () => {
    const start = Date.parse('2026-01-01T00:00:00Z')
    fc.assert(
      fc.property(fc.nat(400 * 24 * 60), fc.nat(300), fc.nat(300), (minutes, a, b) => {
        const from = start + minutes * 60_000
        const end = (hours: number) => addWorkingTime(from, hours * hourMs, 'merchant', { calendar: office, timeZone: 'Europe/Berlin' })
        const [less, more] = [Math.min(a, b), Math.max(a, b)]
        expect(end(less)).toBeGreaterThanOrEqual(from + less * hourMs)
        expect(end(less)).toBeLessThanOrEqual(end(more))
      }),
    )
  })

  it('lets nobody wait for ever on a calendar without a working day', () => {
    const holidays = Array.from({ length: 4000 }, (_, day) =>
      new Date(Date.UTC(2026, 10, 20) + day * 86_400_000).toISOString().slice(0, 10),
    )
    expect(ends('2026-11-20T10:00:00+08:00', 1, { holidays })).toBe('2026-11-20T03:00:00.000Z')
  })
})
