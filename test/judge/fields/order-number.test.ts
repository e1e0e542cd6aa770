import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractFields } from '../../../src/judge/extract-fields.js'
import type { Field } from '../../../src/model/field.js'
import { drawReading } from '../../builders/reading.js'

type Lines = Parameters<typeof drawReading>[0]
type Page = Parameters<typeof drawReading>[1]

function numbersOf(lines: Lines, page?: Page): readonly Field[] {
  return extractFields(drawReading(lines, page)).filter((field) => field.type.endsWith('number'))
}

function saidOf(lines: Lines, page?: Page): readonly string[] {
  return numbersOf(lines, page).map(({ type, value }) => `${type} ${value}`)
}

describe('order, payment and refund numbers', () => {
  it.each([
    ['订单号：DD7K2M9QX4B81TZA', 'order-number DD7K2M9QX4B81TZA'],
    ['订单号DD7K2M9QX4B81TZA', 'order-number DD7K2M9QX4B81TZA'],
    ['订单编号：2018 0913 0102 000002复制', 'order-number 201809130102000002'],
    ['订单编号: 574597899577458688 复制', 'order-number 574597899577458688'],
    ['订 单 编 号 ：574597899577458688', 'order-number 574597899577458688'],
    ['訂單編號：A10012345', 'order-number A10012345'],
    ['订単编亏：A10012345', 'order-number A10012345'],
    ['订草编号：A10012345', 'order-number A10012345'],
    ['单号：531261120142011748', 'order-number 531261120142011748'],
    ['Order ID: 112-1234567-7654321', 'order-number 112-1234567-7654321'],
    ['Order number GPA.1234-5678-9012-34567', 'order-number GPA.1234-5678-9012-34567'],
    ['Order # 12-34567-89012', 'order-number 12-34567-89012'],
    ['Nov 14|0rder#112-1234567-7654321', 'order-number 112-1234567-7654321'],
    ['Ordernumber:GPA.1234-5678-9012-34567', 'order-number GPA.1234-5678-9012-34567'],
    ['ORDER ID MXYZ12P8QT', 'order-number MXYZ12P8QT'],
    ['Order No. 20231107', 'order-number 20231107'],
    ['Order ID: 0RD20261104A7731', 'order-number ORD20261104A7731'],
    ['Confirmation number 3948201175638294017', 'order-number 3948201175638294017'],
    ['帮我查询订单 DDN20260001', 'order-number DDN20260001'],
    ['您好，我看到您提供了订单号A1001。已为您建议转人工处理', 'order-number A1001'],
    ['商户单号 531261120142011748', 'order-number 531261120142011748'],
    ['服务单号：198014266', 'order-number 198014266'],
    ['交易单号 4200003092202611201234567890', 'payment-number 4200003092202611201234567890'],
    ['支付宝交易号：2026112022001412345678901234', 'payment-number 2026112022001412345678901234'],
    ['订单号 2026112022001412345678901234', 'payment-number 2026112022001412345678901234'],
    ['Transaction ID: 9XK12345AB678901C', 'payment-number 9XK12345AB678901C'],
    ['退款编号 RF99BCC980', 'refund-number RF99BCC980'],
    ['Refund reference: RF-2026-8841', 'refund-number RF-2026-8841'],
  ])('reads %s', (text, said) => {
    expect(saidOf([text])).toEqual([said])
  })

  it.each([
    '物流单号：201707196398346',
    '快递单号 SF1234567890123',
    '运单号：YT8812345678901',
    '手机号：13812345678',
    '联系电话 18000000000',
    'IMEI：490154203237518',
    '序列号：490154203237518',
    '身份证号：110101199003074578',
    '银行卡号 6222020200112230321',
    'QQ：123456789',
    '客服QQ 2881234567',
    '用户ID：88123456',
    'UID: 100234567',
    '合同编号：HT20260001',
    '商品编号：100012043978',
    'Program ID: 20260001',
    'messageId: 59533',
    'InvoiceID:INV2-9H8J-77KK',
    'TrackingID:TBA123456789012',
    '访客码 U4N595S',
    '工单号：GD20260101',
    'Tracking number: 1Z999AA10123456784',
    '574597899577458688',
    '6222020200112230321',
    'https://example.com/order/20260913010200',
    'order_20260913.png',
    '订单 2 件',
    '我的订单 2026',
    '订单号 2026-11-20',
    '订单号：待生成',
    '请输入订单号',
    '版本号 10.0.19045.3693',
    'd41d8cd98f00b204e9800998ecf8427e',
    '192.168.100.200',
    '订单时间 2026-11-20 14:32:07',
    '订单金额 199.00',
    'Order status 1001',
  ])('takes no number from %s', (text) => {
    expect(saidOf([text])).toEqual([])
  })

  it('never takes a tracking number beside an order number, wherever its label stands', () => {
    const table: Lines = [
      { text: '订单编号', x: 82, y: 277, heightPx: 20 },
      { text: '发货单流水号', x: 240, y: 276, heightPx: 20 },
      { text: '支付方式', x: 602, y: 276, heightPx: 20 },
      { text: '201809130102000002', x: 40, y: 327, heightPx: 20 },
      { text: '暂无', x: 269, y: 324, heightPx: 20 },
      { text: '支付宝', x: 609, y: 325, heightPx: 20 },
      { text: '配送方式', x: 81, y: 372, heightPx: 20 },
      { text: '物流单号', x: 255, y: 373, heightPx: 20 },
      { text: '订单可得优币', x: 587, y: 373, heightPx: 20 },
      { text: '顺丰快递', x: 81, y: 422, heightPx: 20 },
      { text: '201707196398346', x: 226, y: 424, heightPx: 20 },
      { text: '13284', x: 611, y: 422, heightPx: 20 },
    ]
    expect(saidOf(table, { width: 1085, height: 485 })).toEqual(['order-number 201809130102000002'])
  })

  it('reads every row of a column under its head', () => {
    const rows = ['574597899577458688', '573444666079313920', '571272748731465728']
    const table: Lines = [
      { text: '操作', x: 540, y: 680 },
      { text: '订单编号', x: 690, y: 680 },
      { text: '订单状态', x: 1100, y: 680 },
      { text: '订单总额', x: 1320, y: 680 },
      ...rows.flatMap((number, i) => [
        { text: number, x: 692, y: 770 + i * 85 },
        { text: '交易取消', x: 1102, y: 770 + i * 85 },
        { text: '2.08', x: 1322, y: 770 + i * 85 },
      ]),
    ]
    const fields = extractFields(drawReading(table, { width: 2004, height: 1446 }))
    expect(fields.filter(({ type }) => type === 'order-number').map(({ value }) => value)).toEqual(rows)
    expect(fields.filter(({ type }) => type === 'amount').map(({ value }) => value)).toEqual(['2.08', '2.08', '2.08'])
  })

  it('finds the value to the right in another column, below its label, and after a full-width colon', () => {
    expect(
      saidOf([
        { text: '订单编号', x: 60, y: 500 },
        { text: '531261120142011748', x: 640, y: 502 },
      ]),
    ).toEqual(['order-number 531261120142011748'])
    expect(
      saidOf([
        { text: '订单编号', x: 60, y: 500 },
        { text: '531261120142011748', x: 60, y: 550 },
      ]),
    ).toEqual(['order-number 531261120142011748'])
    expect(saidOf(['订单编号：531261120142011748'])).toEqual(['order-number 531261120142011748'])
  })

  it('does not lend a label to the next row', () => {
    expect(
      saidOf([
        { text: '订单编号', x: 60, y: 500 },
        { text: '待生成', x: 400, y: 500 },
        { text: '收货人', x: 60, y: 550 },
        { text: '13284567', x: 400, y: 550 },
      ]),
    ).toEqual([])
  })

  it('puts a payment number together that broke at the edge of its column', () => {
    expect(
      saidOf([
        { text: '交易单号', x: 60, y: 500 },
        { text: '42000030922026112012', x: 620, y: 500 },
        { text: '34567890', x: 620, y: 545 },
        { text: '商户单号', x: 60, y: 620 },
        { text: '531261120142011748', x: 620, y: 620 },
      ]),
    ).toEqual(['payment-number 4200003092202611201234567890', 'order-number 531261120142011748'])
  })

  it('puts the rest of a number to it when but one digit fell to the next line', () => {
    expect(
      saidOf([
        { text: '交易单号', x: 60, y: 500 },
        { text: '450000119920261119223344556', x: 290, y: 500 },
        { text: '6', x: 290, y: 545 },
        { text: '商户单号', x: 60, y: 620 },
        { text: 'MIDAS_20261119230041887766', x: 290, y: 620 },
        { text: '55', x: 290, y: 665 },
      ]),
    ).toEqual(['payment-number 4500001199202611192233445566', 'order-number MIDAS_2026111923004188776655'])
  })

  it('finds the number under a hint that stands first', () => {
    expect(
      saidOf([
        { text: '商户单号', x: 40, y: 500 },
        { text: '可在支持的商户扫码退款', x: 290, y: 500 },
        { text: '531261120142011748', x: 290, y: 550 },
      ]),
    ).toEqual(['order-number 531261120142011748'])
  })

  it('takes the hint of an empty field for no value', () => {
    expect(saidOf(['订单号 请输入订单号，如 202601010001'])).toEqual([])
    expect(saidOf(['Order number, e.g. ORD-20931'])).toEqual([])
  })

  it('takes no argument in a line of code for the value of the one before', () => {
    expect(saidOf(['const serial = build(orderNumber, 1700000000)'])).toEqual([])
  })

  it('keeps an error code that stands beside the second line of a key', () => {
    const fields = extractFields(
      drawReading([
        { text: '激活码是QW8RT-M3KPX-7ZNVB-H2D', x: 220, y: 520 },
        { text: 'CY-6GJF4，提示 0xC004C008', x: 220, y: 565 },
      ]),
    )
    expect(fields.map(({ value }) => value)).toEqual(['QW8RT-M3KPX-7ZNVB-H2DCY-6GJF4', '0xC004C008'])
  })

  it('leaves the line below alone when the number is whole', () => {
    expect(
      saidOf([
        { text: '交易单号', x: 60, y: 500 },
        { text: '4200003092202611201234567890', x: 400, y: 500 },
        { text: '12345678', x: 400, y: 545 },
      ]),
    ).toEqual(['payment-number 4200003092202611201234567890'])
  })

  it('reads a list of orders in one sentence', () => {
    expect(saidOf(['订单号 DDN20260001、DDN20260002'])).toEqual(['order-number DDN20260001', 'order-number DDN20260002'])
  })

  it('mends letters only where a date inside vouches for the digits', () => {
    const [mended] = numbersOf(['订单编号：2018O9130102000002'])
    expect(mended?.value).toBe('201809130102000002')
    expect(mended?.confidence).toBeLessThan(0.95)
    expect(mended?.text).toBe('2018O9130102000002')
    expect(saidOf(['订单编号：57459O899577458688'])).toEqual(['order-number 57459O899577458688'])
  })

  it('is never sure of a value that could be another: doubtful characters, a lost digit, a join', () => {
    const confidenceOf = (lines: Lines) => numbersOf(lines)[0]?.confidence ?? 1
    expect(confidenceOf(['订单号：DD7K2M9QX4O81TZA'])).toBeLessThan(0.95)
    expect(confidenceOf(['交易单号 420000309220261120123456789'])).toBeLessThan(0.95)
    expect(confidenceOf(['支付宝交易号 2026132022001412345678901234'])).toBeLessThan(0.95)
    expect(confidenceOf(['订单编号：5745 9789 9577 4586 88'])).toBeLessThan(0.95)
    expect(confidenceOf([{ text: '订单编号：435698127045892315', lostBefore: 12 }])).toBeLessThan(0.95)
    expect(confidenceOf(['订单编号：4356981270458923156'])).toBeGreaterThanOrEqual(0.95)
    expect(confidenceOf([{ text: '订单号 A10012345', doubtful: { 7: 0.6 } }])).toBeCloseTo(0.6)
    expect(confidenceOf(['订单编号：201809130102000002'])).toBeGreaterThanOrEqual(0.95)
    expect(confidenceOf(['订单号 DDN20260001'])).toBeGreaterThanOrEqual(0.95)
  })

  it('counts a strong shape without a label only on a page about orders', () => {
    expect(saidOf(['我的订单', 'DD7K2M9QX4B81TZA'])).toEqual(['order-number DD7K2M9QX4B81TZA'])
    expect(saidOf(['订单列表', '531261120142011748'])).toEqual(['order-number 531261120142011748'])
    expect(saidOf(['2026112022001412345678901234'])).toEqual(['payment-number 2026112022001412345678901234'])
    expect(saidOf(['DD7K2M9QX4B81TZA'])).toEqual([])
  })

  it('reads any plausible number beside its label, and never one of 11 digits that is a phone', () => {
    const number = fc
      .string({ unit: fc.constantFrom(...'ACEFGHJKMNPRTUVWXY34679'), minLength: 6, maxLength: 20 })
      .filter((text) => /\d.*\d/.test(text))
    fc.assert(
      fc.property(number, (value) => {
        expect(saidOf([`订单号：${value}`])).toEqual([`order-number ${value}`])
      }),
    )
    const phone = fc.integer({ min: 13000000000, max: 19999999999 })
    fc.assert(
      fc.property(phone, (value) => {
        expect(saidOf([`订单 ${value}`, `${value}`])).toEqual([])
      }),
    )
  })
})
