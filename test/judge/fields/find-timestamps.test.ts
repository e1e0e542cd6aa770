import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractFields } from '../../../src/judge/extract-fields.js'
import type { TimestampField } from '../../../src/model/field.js'
import { drawReading } from '../../builders/reading.js'

type Lines = Parameters<typeof drawReading>[0]
type Page = Parameters<typeof drawReading>[1]

function timestampsOf(lines: Lines, page?: Page): readonly TimestampField[] {
  return extractFields(drawReading(lines, page)).filter((field) => field.type === 'timestamp')
}

function valuesOf(lines: Lines, page?: Page): readonly (string | null)[] {
  return timestampsOf(lines, page).map((field) => field.value)
}

describe('timestamps', () => {
  it.each([
    ['下单时间：2024-06-15 14:32:07', '2024-06-15T14:32:07'],
    ['2024/6/15 14:32', '2024-06-15T14:32'],
    ['2024.06.15', '2024-06-15'],
    ['2024.06.15 14:32', '2024-06-15T14:32'],
    ['2024年6月15日 下午2:32', '2024-06-15T14:32'],
    ['2024年6月15日下午2:32', '2024-06-15T14:32'],
    ['2024年06月15日 14时32分07秒', '2024-06-15T14:32:07'],
    ['2024年6月15日 星期六 14:32', '2024-06-15T14:32'],
    ['2024年6月15日 上午12:05', '2024-06-15T00:05'],
    ['2024年6月15日 凌晨1:05', '2024-06-15T01:05'],
    ['2024年6月15日 中午12:05', '2024-06-15T12:05'],
    ['2024年6月15日 晚上9:05', '2024-06-15T21:05'],
    ['Purchased on 06/15/2024 2:32 PM', '2024-06-15T14:32'],
    ['Order date 11/12/2026', '2026-11-12'],
    ['Order date 15/06/2024', '2024-06-15'],
    ['Jun 15, 2024', '2024-06-15'],
    ['June 15th, 2024 at 2:32 PM', '2024-06-15T14:32'],
    ['15 June 2024', '2024-06-15'],
    ['15-Jun-2024 14:32', '2024-06-15T14:32'],
    ['Sat, Jun 15, 2024 2:32:07 PM', '2024-06-15T14:32:07'],
    ['6/15/24, 2:32 PM', '2024-06-15T14:32'],
    ['昨天 14:32', '14:32'],
    ['昨天 下午2:32', '14:32'],
    ['星期一 09:05', '09:05'],
    ['Today 8:47 AM', '08:47'],
    ['Yesterday 12:05 AM', '00:05'],
    ['Date Purchased: 11/09/2026 @ 08:14 PM', '2026-11-09T20:14'],
    ['11-01 20:14', '11-01T20:14'],
    ['11月1日 20:14', '11-01T20:14'],
    ['2024-06-15T14:32:07Z', '2024-06-15T14:32:07Z'],
    ['2024-06-15T14:32:07.123+08:00', '2024-06-15T14:32:07+08:00'],
    ['2024-06-15 14:32:07 (GMT+8)', '2024-06-15T14:32:07+08:00'],
    ['14:32:07 2024-06-15', '2024-06-15T14:32:07'],
    ['2:32 PM · Jun 15, 2024', '2024-06-15T14:32'],
    ['[2024-06-15 14:32:07] ERROR activation failed', '2024-06-15T14:32:07'],
    ['发货时间：2024-06-15 23:59', '2024-06-15T23:59'],
    ['20240615 14:32:07', '2024-06-15T14:32:07'],
  ])('reads %s', (text, value) => {
    expect(valuesOf([text])).toEqual([value])
  })

  it.each([
    ['2024-06-1514:32:07', '2024-06-15T14:32:07'],
    ['2024/6/514:32', '2024-06-05T14:32'],
    ['2024－06－15 14：32：07', '2024-06-15T14:32:07'],
    ['RenewsDec18,2026', '2026-12-18'],
    ['Nov12,202614:05:33PST', '2026-11-12T14:05:33'],
    ['Nov20.2026,9:12:44PMGMT+8', '2026-11-20T21:12:44+08:00'],
    ['NOV 12, 2026', '2026-11-12'],
    ['2024-06-15 14:3207', '2024-06-15T14:32:07'],
    ['2024-06-15 14.32.07', '2024-06-15T14:32:07'],
    ['2O24-O6-15 14:32:O7', '2024-06-15T14:32:07'],
    ['2024-06-l5 14:32', '2024-06-15T14:32'],
    ['2024 - 06 - 15 14: 32: 07', '2024-06-15T14:32:07'],
  ])('mends what a recogniser breaks in %s', (text, value) => {
    expect(valuesOf([text])).toEqual([value])
  })

  it.each([
    '客服时间 9:00-18:00',
    '工作时间：09:00 至 18:00',
    '营业 09:00~18:00',
    '剩余 02:57',
    '请在 29:59 内完成支付',
    '00:31 / 02:15',
    '版本 1.2.3',
    '版本 2024.06.15.1',
    'v10.15.7',
    '192.168.1.10',
    '2024-13-05',
    '2024-02-30',
    '比例 16:9',
    '2024//27',
    '00:1A:2B:3C:4D:5E',
    'at main.js:12:34',
    '25:61',
    'Screenshot_2026-02-12-1...',
    '12.80',
  ])('sees no time in %s', (text) => {
    expect(valuesOf([{ text, y: 900 }])).toEqual([])
  })

  it('reads a day whose year runs into an hour of one digit', () => {
    const fields = extractFields(drawReading(['Placed: 02/28/20269:07 AM', 'Order total: $19.99']))
    expect(fields.find(({ type }) => type === 'timestamp')?.value).toBe('2026-02-28T09:07')
  })

  it('joins a date and a time that stand in two boxes of a row or one below the other', () => {
    expect(
      valuesOf([
        { text: '2024-06-15', x: 100, y: 500 },
        { text: '14:32:07', x: 300, y: 500 },
      ]),
    ).toEqual(['2024-06-15T14:32:07'])
    expect(
      valuesOf([
        { text: '提交申请', x: 100, y: 500 },
        { text: '处理完成', x: 400, y: 500 },
        { text: '2017-05-10', x: 90, y: 545 },
        { text: '2017-05-11', x: 390, y: 545 },
        { text: '01:10:40', x: 110, y: 588 },
        { text: '02:20:50', x: 410, y: 588 },
      ]),
    ).toEqual(['2017-05-10T01:10:40', '2017-05-11T02:20:50'])
  })

  it("joins a taskbar's clock and date: both lines carry the whole", () => {
    const desktop = { width: 1920, height: 1080 }
    const fields = timestampsOf(
      [
        { text: '17:08', x: 1810, y: 1030, heightPx: 20 },
        { text: '2023/8/2', x: 1800, y: 1054, heightPx: 20 },
      ],
      desktop,
    )
    expect(fields.map(({ value, clock, role }) => [value, clock, role])).toEqual([
      ['2023-08-02T17:08', 'status-bar', 'clock'],
      ['2023-08-02T17:08', 'status-bar', 'clock'],
    ])
  })

  it('knows the clock of a status bar from the times of the page', () => {
    expect(valuesOf([{ text: '14:32 52%', x: 60, y: 30 }])).toEqual(['14:32'])
    const fields = timestampsOf([
      { text: '9:41', x: 80, y: 30 },
      { text: '14:32', x: 480, y: 400 },
      { text: '激活失败了', x: 60, y: 600 },
    ])
    expect(fields.map(({ value, clock, role }) => [value, clock, role])).toEqual([
      ['09:41', 'status-bar', 'clock'],
      ['14:32', 'page', 'message'],
    ])
  })

  it.each([
    ['下单时间', 'created'],
    ['创建时间', 'created'],
    ['付款时间', 'paid'],
    ['支付时间', 'paid'],
    ['发货时间', 'delivered'],
    ['有效期至', 'valid-until'],
    ['到期时间', 'valid-until'],
    ['失败时间', 'failed'],
    ['更新时间', 'other'],
    ['Order date', 'created'],
    ['Expires on', 'valid-until'],
  ])('takes the role from the label %s', (label, role) => {
    const beside = [
      { text: label, x: 60, y: 500 },
      { text: '2024-06-15 14:32:07', x: 400, y: 500 },
    ]
    expect(timestampsOf([`${label}：2024-06-15 14:32:07`]).map((field) => field.role)).toEqual([role])
    expect(timestampsOf(beside).map((field) => field.role)).toEqual([role])
  })

  it('takes a time in a line of failure for the time of the failure', () => {
    expect(timestampsOf(['2024-06-15 14:32:07 激活失败 0xC004C003']).map((field) => field.role)).toEqual(['failed'])
  })

  it('doubts a date whose day and month could be swapped, and a time with a mended mark', () => {
    const confidenceOf = (text: string) => timestampsOf([text])[0]?.confidence ?? 1
    expect(confidenceOf('02-08-2023 17:08')).toBeLessThan(0.95)
    expect(confidenceOf('2024/6/114:32')).toBeLessThan(0.95)
    expect(confidenceOf('2024-06-15 14.32.07')).toBeLessThan(0.95)
    expect(confidenceOf('2O24-06-15 14:32')).toBeLessThan(0.95)
    expect(confidenceOf('2024-06-15 14:32:07')).toBeGreaterThanOrEqual(0.95)
    expect(confidenceOf('Order date 02/08/2023')).toBeGreaterThanOrEqual(0.95)
  })

  it('gives back every moment it prints, in any of the common forms', () => {
    const moment = fc.record({
      at: fc.date({ min: new Date('2015-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }),
      form: fc.constantFrom('-', '/', '.', '年', 'T'),
    })
    fc.assert(
      fc.property(moment, ({ at, form }) => {
        const iso = at.toISOString().slice(0, 19)
        const [date = '', time = ''] = iso.split('T')
        const [year, month, day] = date.split('-')
        const printed = {
          '-': `${date} ${time}`,
          '/': `${year}/${Number(month)}/${Number(day)} ${time}`,
          '.': `${year}.${month}.${day} ${time}`,
          年: `${year}年${Number(month)}月${Number(day)}日 ${time}`,
          T: iso,
        }[form]
        expect(valuesOf([`付款时间：${printed}`])).toEqual([iso])
      }),
      { numRuns: 200 },
    )
  })

  it('never reports a moment that no calendar or clock has, whatever is printed', () => {
    const soup = fc.string({ unit: fc.constantFrom(...'0123456789-/.: 年月日TO下午PM'), maxLength: 24 })
    fc.assert(
      fc.property(soup, (text) => {
        for (const value of valuesOf([{ text: text === '' ? '0' : text, y: 900 }])) {
          expect(value).toMatch(
            /^(?:(?:(?:19|20)\d\d-)?(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))?T?(?:(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?(?:Z|[+-]\d\d:\d\d)?$/,
          )
        }
      }),
      { numRuns: 500 },
    )
  })
})
