import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractFields } from '../../../src/judge/extract-fields.js'
import type { AmountField } from '../../../src/model/field.js'
import { drawReading } from '../../builders/reading.js'

function amountsOf(lines: Parameters<typeof drawReading>[0]): readonly AmountField[] {
  return extractFields(drawReading(lines)).filter((field) => field.type === 'amount')
}

describe('amounts', () => {
  it('is unsure of a price that lost its point: its lower edge was cut off', () => {
    for (const text of ['￥79 43', '¥271 68']) {
      for (const { confidence } of amountsOf([text])) expect(confidence).toBeLessThan(0.7)
    }
    expect(amountsOf(['￥79 已售43'])[0]).toMatchObject({ value: '79' })
    expect(amountsOf(['￥79 已售43'])[0]?.confidence).toBeGreaterThan(0.9)
  })

  it.each([
    ['¥12.80', '12.80', 'CNY'],
    ['￥12.80', '12.80', 'CNY'],
    ['¥ 99', '99', 'CNY'],
    ['12.80元', '12.80', 'CNY'],
    ['人民币398.00元', '398.00', 'CNY'],
    ['在财付通快捷支付人民币128.00', '128.00', 'CNY'],
    ['您已支付25元', '25', 'CNY'],
    ['实付款 12.80', '12.80', 'CNY'],
    ['实付款：¥1,234.50', '1234.50', 'CNY'],
    ['支付金额 128', '128', 'CNY'],
    ['合计：128.00 元', '128.00', 'CNY'],
    ['-107.07', '-107.07', 'CNY'],
    ['-¥107.07', '-107.07', 'CNY'],
    ['¥-107.07', '-107.07', 'CNY'],
    ['－107.07', '-107.07', 'CNY'],
    ['+88.00', '+88.00', 'CNY'],
    ['RMB 12.80', '12.80', 'CNY'],
    ['12.80 CNY', '12.80', 'CNY'],
    ['$20.00', '20.00', 'USD'],
    ['-US$20.00', '-20.00', 'USD'],
    ['Total: $1,234.56', '1234.56', 'USD'],
    ['€12,50', '12.50', 'EUR'],
    ['1.234,50 €', '1234.50', 'EUR'],
    ['£9.99', '9.99', 'GBP'],
    ['HK$ 68.00', '68.00', 'HKD'],
    ['Y12.80', '12.80', 'CNY'],
    ['Estimated tax:S2.06', '2.06', 'USD'],
    ['HKS788.00', '788.00', 'HKD'],
    ['¥1O.00', '10.00', 'CNY'],
    ['Amount paid 19.99', '19.99', 'CNY'],
    ['面值 $30', '30', 'USD'],
  ])('reads %s', (text, value, currency) => {
    expect(amountsOf([text]).map((field) => [field.value, field.currency])).toEqual([[value, currency]])
  })

  it.each([
    '100元 Steam 充值卡',
    'Steam 充值卡 100元',
    '$10 Steam Gift Card',
    '京东E卡 ¥100',
    '话费充值 100元',
    '满100减20',
    '立减20元',
    '数量 3',
    '合计 3 件',
    '折扣 85%',
    '2024.06',
    '价格 2026-11-20',
    '订单号 12345678',
    '12.80',
    'v1.25',
    '评分 4.9',
  ])('sees no amount in %s', (text) => {
    expect(amountsOf([text])).toEqual([])
  })

  it('reads the price beside a product named by its denomination', () => {
    expect(
      amountsOf([
        { text: 'Steam 充值卡 100元', x: 60, y: 500 },
        { text: '¥95.00', x: 800, y: 500 },
      ]).map((field) => field.value),
    ).toEqual(['95.00'])
  })

  it('takes a bare figure for the only currency of its page, and for yuan where none or several are printed', () => {
    const currenciesOf = (lines: readonly string[]) => amountsOf(lines).map((field) => field.currency)
    expect(currenciesOf(['Subtotal 9.99', 'Total $10.79'])).toEqual(['USD', 'USD'])
    expect(currenciesOf(['Subtotal 9.99'])).toEqual(['CNY'])
    expect(currenciesOf(['Subtotal 9.99', 'Total $10.79', '实付 ¥77.00'])).toEqual(['CNY', 'USD', 'CNY'])
  })

  it('takes the largest print of a bill for its sum, not a bare decimal in the usual print', () => {
    const bill = (heightPx: number) =>
      ['阿杰的小店', { text: '45.00', y: 140, heightPx }, '交易成功', '付款方式', '余额宝', '商品说明'].map((line, i) =>
        typeof line === 'string' ? { text: line, y: 60 + 80 * i + 80, heightPx: 36, x: 60 } : { ...line, x: 700 },
      )
    expect(amountsOf(bill(53)).map(({ value }) => value)).toEqual(['45.00'])
    expect(amountsOf(bill(36))).toEqual([])
  })

  it('reads a whole sum behind a misread yuan sign, but only beside its label', () => {
    const row = (label: string) => [
      { text: label, x: 60, y: 300 },
      { text: 'Y68', x: 800, y: 300 },
    ]
    expect(amountsOf(row('总价')).map(({ value }) => value)).toEqual(['68'])
    expect(amountsOf(row('型号'))).toEqual([])
  })

  it('keeps the amounts of two lines that stand close', () => {
    expect(
      amountsOf([
        { text: 'Subtotal: $25.00', x: 150, y: 92, heightPx: 20 },
        { text: 'Tax: $2.06', x: 150, y: 104, heightPx: 15 },
      ]).map((field) => field.value),
    ).toEqual(['25.00', '2.06'])
  })

  it('keeps its confidence when only the sign of the currency was hard to read', () => {
    expect(amountsOf([{ text: '￥199.00', doubtful: { 0: 0.4 } }])[0]?.confidence).toBeGreaterThan(0.95)
    expect(amountsOf([{ text: '￥199.00', doubtful: { 2: 0.4 } }])[0]?.confidence).toBeCloseTo(0.4)
  })

  it('gives back every sum it prints', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.boolean(), (fen, grouped) => {
        const yuan = (fen / 100).toFixed(2)
        const printed = grouped ? yuan.replace(/\B(?=(?:\d{3})+\.)/g, ',') : yuan
        expect(amountsOf([`实付款 ¥${printed}`]).map((field) => field.value)).toEqual([yuan])
      }),
      { numRuns: 200 },
    )
  })
})
