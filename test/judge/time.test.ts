import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockFits, placeTime } from '../../src/judge/place-time.js'
import { readNumberDate } from '../../src/judge/read-number-date.js'
import { formatInstant, wallClock, zonedToMs } from '../../src/judge/zone-time.js'

const shanghai = 'Asia/Shanghai'
const nowMs = Date.parse('2026-11-20T14:40:00+08:00')

describe('zone-time', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-20T14:41:00+08:00'],
    ['America/New_York', '2026-11-20T01:41:00-05:00'],
    ['Asia/Kolkata', '2026-11-20T12:11:00+05:30'],
    ['UTC', '2026-11-20T06:41:00+00:00'],
  ])('writes an instant with the offset of %s', (zone, written) => {
    expect(formatInstant(Date.parse('2026-11-20T06:41:00Z'), zone)).toBe(written)
  })

  it('reads back what it wrote, in any zone', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'UTC')
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000_000, max: 2_000_000_000 }), zones, (seconds, zone) => {
        expect(Date.parse(formatInstant(seconds * 1000, zone))).toBe(seconds * 1000)
      }),
    )
  })

  it('knows summer time', () => {
    expect(zonedToMs(Date.UTC(2026, 6, 1, 12), 'America/New_York')).toBe(Date.parse('2026-07-01T12:00:00-04:00'))
    expect(wallClock(Date.parse('2026-07-01T12:00:00-04:00'), 'America/New_York')).toBe('2026-07-01 12:00:00')
  })
})

describe('placeTime', () => {
  const place = (value: string) => placeTime(value, shanghai, nowMs)

  it('gives a minute-only time the whole minute', () => {
    const fromMs = Date.parse('2026-11-20T14:32:00+08:00')
    expect(place('2026-11-20T14:32')).toEqual({ kind: 'instant', fromMs, toMs: fromMs + 59_999 })
    expect(place('2026-11-20T14:32:07')).toMatchObject({ fromMs: fromMs + 7_000 })
  })

  it('keeps a printed offset', () => {
    expect(place('2026-11-20T06:32:07Z')).toMatchObject({ fromMs: Date.parse('2026-11-20T14:32:07+08:00') })
    expect(place('2026-11-20T06:32:07-05:00')).toMatchObject({ fromMs: Date.parse('2026-11-20T06:32:07-05:00') })
  })

  it('gives a date the whole day and a clock no day', () => {
    expect(place('2026-11-20')).toMatchObject({ kind: 'day', fromMs: Date.parse('2026-11-20T00:00:00+08:00') })
    expect(place('14:32')).toMatchObject({ kind: 'clock', halfDayUnsure: false })
    expect(place('2:32')).toMatchObject({ kind: 'clock', halfDayUnsure: true })
  })

  it('takes a date without a year for the latest that has been', () => {
    expect(place('11-01T20:14')).toMatchObject({ fromMs: Date.parse('2026-11-01T20:14:00+08:00') })
    expect(place('12-31T20:14')).toMatchObject({ fromMs: Date.parse('2025-12-31T20:14:00+08:00') })
  })

  it.each(['', '2026-13-01', '2026-02-30T10:00', '25:00', '12:61', 'yesterday', '-'])('takes %j for no time', (value) => {
    expect(place(value)).toBeNull()
  })
})

describe('clockFits', () => {
  const fits = (clock: string, from: string, to: string) => {
    const placed = placeTime(clock, shanghai, nowMs)
    if (placed?.kind !== 'clock') throw new Error(`${clock} is a clock`)
    return clockFits(placed, Date.parse(from), Date.parse(to), shanghai)
  }

  it('finds the clock between two moments of a day', () => {
    expect(fits('14:32', '2026-11-20T14:10:00+08:00', '2026-11-20T14:40:00+08:00')).toBe(true)
    expect(fits('13:32', '2026-11-20T14:10:00+08:00', '2026-11-20T14:40:00+08:00')).toBe(false)
  })

  it('goes over midnight', () => {
    expect(fits('00:03', '2026-11-20T23:50:00+08:00', '2026-11-21T00:10:00+08:00')).toBe(true)
    expect(fits('23:55', '2026-11-20T23:50:00+08:00', '2026-11-21T00:10:00+08:00')).toBe(true)
    expect(fits('23:40', '2026-11-20T23:50:00+08:00', '2026-11-21T00:10:00+08:00')).toBe(false)
  })

  it('allows for a 12-hour clock without am or pm', () => {
    expect(fits('2:32', '2026-11-20T14:10:00+08:00', '2026-11-20T14:40:00+08:00')).toBe(true)
    expect(fits('3:32', '2026-11-20T14:10:00+08:00', '2026-11-20T14:40:00+08:00')).toBe(false)
  })

  it('says nothing over more than a day', () => {
    expect(fits('03:00', '2026-11-18T14:10:00+08:00', '2026-11-20T14:40:00+08:00')).toBe(true)
  })
})

describe('readNumberDate', () => {
  const dates = (number: string) => readNumberDate(number, shanghai).map(({ fromMs }) => wallClock(fromMs, shanghai))

  it.each([
    ['Alipay', '2023061922001406381432294248', '2023-06-19 00:00:00'],
    ['WeChat', '4200001650202212045743467024', '2022-12-04 00:00:00'],
    ['acg-faka', '123240615143207456', '2024-06-15 14:32:07'],
    ['mall', '201809150102000002', '2018-09-15 00:00:00'],
    ['litemall', '20240615123456', '2024-06-15 00:00:00'],
    ['newbee', '16034260049317221', '2020-10-23 12:06:44'],
  ])('reads the date inside a number of %s', (_, number, date) => {
    expect(dates(number)).toContain(date)
  })

  it.each(['DD7K2M9QX4B81TZA', '1234567890', '99999999999999', '2026139922001412345678901234'])('finds none in %s', (number) => {
    expect(dates(number)).toEqual([])
  })
})
