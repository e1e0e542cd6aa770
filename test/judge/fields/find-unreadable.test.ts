import { describe, expect, it } from 'vitest'
import { extractFields } from '../../../src/judge/extract-fields.js'
import { drawReading } from '../../builders/reading.js'

type Lines = Parameters<typeof drawReading>[0]
type Page = Parameters<typeof drawReading>[1]

function unreadableOf(lines: Lines, page?: Page) {
  return extractFields(drawReading(lines, page)).map(({ type, value, unreadable, text, box }) => ({ type, value, unreadable, text, box }))
}

describe('unreadable values', () => {
  it('reports a mosaic beside a label, and invents nothing', () => {
    const [field, ...others] = unreadableOf([{ text: '订单编号：', x: 60, y: 500 }], { obscured: [[260, 495, 300, 46]] })
    expect(others).toEqual([])
    expect(field).toMatchObject({ type: 'order-number', value: null, unreadable: true, text: '', box: [260, 495, 300, 46] })
  })

  it('reports a mosaic below a label', () => {
    expect(unreadableOf([{ text: '激活码', x: 60, y: 500 }], { obscured: [[60, 555, 500, 46]] })).toMatchObject([
      { type: 'card-key', value: null },
    ])
  })

  it('takes nothing from what a recogniser sees in a mosaic', () => {
    const lines: Lines = [
      { text: '交易单号', x: 60, y: 500 },
      { text: '42000030922026', x: 400, y: 500, confidence: 0.7 },
    ]
    expect(unreadableOf(lines, { obscured: [[420, 495, 500, 46]] })).toMatchObject([
      { type: 'payment-number', value: null, unreadable: true },
    ])
  })

  it.each([
    ['订单号：****************', 'order-number'],
    ['订单号：1234****5678', 'order-number'],
    ['卡密：VK7JG-*****-*****-*****-3V66T', 'card-key'],
    ['交易单号 4200********7890', 'payment-number'],
    ['退款单号：●●●●●●●●', 'refund-number'],
  ])('reports %s', (text, type) => {
    expect(unreadableOf([text])).toMatchObject([{ type, value: null, unreadable: true }])
  })

  it('reports stars right of a label or below it', () => {
    const label = { text: '订单编号', x: 60, y: 500 }
    expect(unreadableOf([label, { text: '1234****5678', x: 400, y: 500 }])).toMatchObject([{ type: 'order-number', value: null }])
    expect(unreadableOf([label, { text: '1234****5678', x: 60, y: 550 }])).toMatchObject([{ type: 'order-number', value: null }])
  })

  it('says nothing of a label without a value, of a hidden phone, or of a mosaic elsewhere', () => {
    expect(unreadableOf([{ text: '订单编号', x: 60, y: 500 }])).toEqual([])
    expect(unreadableOf(['手机号：138****8000'])).toEqual([])
    expect(unreadableOf([{ text: '订单编号', x: 60, y: 500 }], { obscured: [[260, 900, 300, 46]] })).toEqual([])
    expect(unreadableOf(['订单编号：A10012345'], { obscured: [[60, 900, 300, 46]] })).toMatchObject([{ value: 'A10012345' }])
    expect(unreadableOf(['请输入您的订单号查询'], { obscured: [[500, 240, 300, 46]] })).toEqual([])
  })
})
