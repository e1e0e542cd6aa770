import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractFields } from '../../src/judge/extract-fields.js'
import type { Field, FieldType } from '../../src/model/field.js'
import type { Reading } from '../../src/model/reading.js'
import { drawReading } from '../builders/reading.js'

function valuesOf(reading: Reading, type: FieldType): readonly (string | null)[] {
  return extractFields(reading)
    .filter((field) => field.type === type)
    .map((field) => field.value)
}

function only(reading: Reading): Field {
  const fields = extractFields(reading)
  expect(fields).toHaveLength(1)
  const [field] = fields
  if (field === undefined) throw new Error('no field')
  return field
}

describe('extractFields', () => {
  it('reads a shop order page whole', () => {
    const fields = extractFields(
      drawReading([
        { text: '14:32', x: 60, y: 30 },
        '订单详情',
        '订单编号：DD7K2M9QX4B81TZA 复制',
        '下单时间：2026-11-20 14:20:11',
        '付款时间：2026-11-20 14:20:35',
        '实付款 ¥128.00',
        '卡密信息',
        'VK7JG-NPHTM-C97JM-9MPGT-3V66T',
      ]),
    )
    expect(fields.map(({ type, value }) => [type, value])).toEqual([
      ['timestamp', '14:32'],
      ['order-number', 'DD7K2M9QX4B81TZA'],
      ['timestamp', '2026-11-20T14:20:11'],
      ['timestamp', '2026-11-20T14:20:35'],
      ['amount', '128.00'],
      ['card-key', 'VK7JG-NPHTM-C97JM-9MPGT-3V66T'],
    ])
    expect(fields.map((field) => (field.type === 'timestamp' ? field.role : null))).toEqual(['clock', null, 'created', 'paid', null, null])
  })

  it('tells the three numbers of a WeChat bill apart', () => {
    const fields = extractFields(
      drawReading([
        { text: '交易单号', x: 60, y: 300 },
        { text: '4200003092202611201234567890', x: 320, y: 300 },
        { text: '商户单号', x: 60, y: 400 },
        { text: '531261120142011748', x: 320, y: 400 },
        { text: '退款单号', x: 60, y: 500 },
        { text: '50300008132026112012345678901', x: 320, y: 500 },
      ]),
    )
    expect(fields.map(({ type, value }) => [type, value])).toEqual([
      ['payment-number', '4200003092202611201234567890'],
      ['order-number', '531261120142011748'],
      ['refund-number', '50300008132026112012345678901'],
    ])
  })

  it("knows the channel's number even where an Alipay bill calls it 订单号", () => {
    const reading = drawReading(['订单号 2026112022001412345678901234', '商家订单号 2026112014201100417'])
    expect(valuesOf(reading, 'payment-number')).toEqual(['2026112022001412345678901234'])
    expect(valuesOf(reading, 'order-number')).toEqual(['2026112014201100417'])
  })

  it('says where a value stands, apart from its label', () => {
    const field = only(drawReading([{ text: '订单号 A10012345', x: 100, y: 200, heightPx: 40 }]))
    const [x, y, width, height] = field.box
    expect(y).toBe(200)
    expect(height).toBe(40)
    expect(x).toBeGreaterThan(200)
    expect(x + width).toBeLessThanOrEqual(100 + 3 * 36 + 20 * 10)
    expect(field.label).toBe('订单号')
    expect(field.line).toBe(0)
  })

  it("takes a recording's times from the line", () => {
    const field = only(drawReading([{ text: '订单号 A10012345', frameMs: 1200, untilMs: 4800 }], { media: 'recording' }))
    expect([field.frameMs, field.untilMs]).toEqual([1200, 4800])
  })

  it('does not lend a label to a value of another screen', () => {
    const reading = drawReading(
      [
        { text: '订单号', x: 60, y: 200, frameMs: 0, untilMs: 1000 },
        { text: '75312468', x: 300, y: 200, frameMs: 2000, untilMs: 3000 },
      ],
      { media: 'recording' },
    )
    expect(extractFields(reading)).toEqual([])
  })

  it('invents nothing on a blank or tiny picture', () => {
    const lines = [{ text: '订单号 A10012345', confidence: 0.6 }]
    expect(extractFields(drawReading(lines, { quality: ['blank'] }))).toEqual([])
    expect(extractFields(drawReading(lines, { quality: ['too-small'] }))).toEqual([])
    expect(extractFields(drawReading([]))).toEqual([])
  })

  it('gives no character to two fields', () => {
    const fields = extractFields(drawReading(['订单号 202611201430110042', '金额 2026-11-20 14:30', '卡密 12.80 元']))
    for (const [i, a] of fields.entries()) {
      for (const b of fields.slice(i + 1)) {
        const across = Math.min(a.box[0] + a.box[2], b.box[0] + b.box[2]) - Math.max(a.box[0], b.box[0])
        expect(a.line === b.line && across > 0).toBe(false)
      }
    }
  })

  it('gives well-formed fields for any page, and the same ones again', () => {
    const words = fc.constantFrom(
      '订单号',
      '交易单号：',
      '卡密',
      '金额',
      '下单时间',
      '失败',
      '¥',
      '元',
      '-',
      ' ',
      '****',
      '复制',
      'Order ID ',
      '物流单号',
    )
    const text = fc.array(
      fc.oneof(words, fc.string({ maxLength: 12 }), fc.string({ unit: fc.constantFrom(...'0123456789ABXO-:.'), maxLength: 30 })),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    const line = fc.record({
      text: text.map((parts) => parts.join('') || '0'),
      x: fc.integer({ min: 0, max: 900 }),
      y: fc.integer({ min: 0, max: 700 }),
      heightPx: fc.integer({ min: 8, max: 60 }),
    })
    const box = fc.tuple(fc.nat(900), fc.nat(700), fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 60 }))
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), fc.array(box, { maxLength: 2 }), (lines, obscured) => {
        const reading = drawReading(lines, { obscured })
        const fields = extractFields(reading)
        expect(extractFields(reading)).toEqual(fields)
        for (const field of fields) {
          expect(field.confidence).toBeGreaterThanOrEqual(0)
          expect(field.confidence).toBeLessThanOrEqual(1)
          expect(field.box.every(Number.isFinite)).toBe(true)
          expect(reading.lines[field.line]).toBeDefined()
          expect(field.value === null).toBe(field.unreadable === true)
          expect(field.value).not.toBe('')
        }
      }),
      { numRuns: 300 },
    )
  })

  it.each(['1', '-', 'A1-', '*', '9:', '1,', 'O', '订单号', '20', ' 1', 'a.', '¥1'])(
    'comes to an end on a line of 1500 times %s, with every field on a line',
    (part) => {
      const reading = drawReading([part.repeat(1500), `订单号 ${part.repeat(1500)}x`])
      for (const { line } of extractFields(reading)) expect(reading.lines[line]).toBeDefined()
    },
  )
})
