import { describe, expect, it } from 'vitest'
import { extractFields } from '../../../src/judge/extract-fields.js'
import { drawReading } from '../../builders/reading.js'

function keysOf(lines: Parameters<typeof drawReading>[0]): readonly (string | null)[] {
  return extractFields(drawReading(lines))
    .filter((field) => field.type === 'card-key')
    .map((field) => field.value)
}

describe('card keys', () => {
  it('lets no word for a sum claim a key', () => {
    expect(keysOf(['Added to your balance: QPV2A-M9BG3-RZCE2'])).toEqual(['QPV2A-M9BG3-RZCE2'])
  })

  it.each([
    ['VK7JG-NPHTM-C97JM-9MPGT-3V66T', 'VK7JG-NPHTM-C97JM-9MPGT-3V66T'],
    ['卡密：VK7JG-NPHTM-C97JM-9MPGT-3V66T 复制', 'VK7JG-NPHTM-C97JM-9MPGT-3V66T'],
    ['VK7JG -NPHTM-C97JM- 9MPGT-3V66T', 'VK7JG-NPHTM-C97JM-9MPGT-3V66T'],
    ['VK7JG-NPHTM-C97JM-9MPGT3V66T', 'VK7JG-NPHTM-C97JM-9MPGT-3V66T'],
    ['激活码：vk7jg-nphtm-c97jm-9mpgt-3v66t', 'VK7JG-NPHTM-C97JM-9MPGT-3V66T'],
    ['兑换码 A3K9 7QWE 55TY 01PL', 'A3K97QWE55TY01PL'],
    ['卡密 DD7K2M9QX4B81TZA', 'DD7K2M9QX4B81TZA'],
    ['CDKEY：AB12C-DE34F-GH56J', 'AB12C-DE34F-GH56J'],
    ['AB12C-DE34F-GH56J', 'AB12C-DE34F-GH56J'],
    ['Product key: TPBHJ-7FV2H-MF62W-FFFFF-XXXXX', 'TPBHJ-7FV2H-MF62W-FFFFF-XXXXX'],
    ['Product Code: M7QK4-WD2TX-P9BVH', 'M7QK4-WD2TX-P9BVH'],
    ['Your key: 7TQ2XK -9WVM4D-HP3RCB', '7TQ2XK-9WVM4D-HP3RCB'],
    ['We checked order 77120934: PVX2M-88KQT-3WDNR-YH7BC-MF42J was redeemed before.', 'PVX2M-88KQT-3WDNR-YH7BC-MF42J'],
    ['We can confirm that the key AB12-CD34-EF56 was redeemed', 'AB12-CD34-EF56'],
    ['Redeem code X7K2-99QP-LM4T', 'X7K2-99QP-LM4T'],
    ['卡密：TEST-OPEN-ARTIVIS', 'TEST-OPEN-ARTIVIS'],
    ['序列号：C02XK1JTJGH5', 'C02XK1JTJGH5'],
    ['user1234@mail.com----Passw0rd!23', 'user1234@mail.com----Passw0rd!23'],
  ])('reads %s', (text, value) => {
    expect(keysOf([text])).toEqual([value])
  })

  it.each([
    'XXXXX-XXXXX-XXXXX-XXXXX-XXXXX',
    '请输入激活码',
    '卡密，留空自动生成',
    '激活码：很抱歉，有人在你付款之前抢走了商品',
    '3fa85f64-5717-4562-b3fc-2c963f66afa6',
    '00-1A-2B-3C-4D-5E',
    '激活码 0xC004C003',
    '格式：ABCDE-12345-FGHIJ-67890-KLMNO',
    '1234-5678-9012-3456',
    '例如 user----password',
    'Product key is required',
    'Your activation code has expired on 2026-11-20',
    '卡密数量 3',
    'Product code: 882137',
    'Cyberpunk 2077 GOG.COM Key GL0BAL',
  ])('sees no key in %s', (text) => {
    expect(keysOf([text])).toEqual([])
  })

  it('tells a device by the numbers around its serial number', () => {
    expect(keysOf(['型号 MK1A3CH/A', '序列号：C02XK1JTJGH5', 'IMEI：490154203237518'])).toEqual([])
  })

  it('keeps two keys of one line two', () => {
    expect(keysOf(['卡密：AB12-CD34-EF56 GH78-JK90-LM12'])).toEqual(['AB12-CD34-EF56', 'GH78-JK90-LM12'])
  })

  it('names no cell of a table after the goods on its row', () => {
    const row = [
      { text: 'Office 2024 Key', x: 60, y: 300 },
      { text: 'TX-904177', x: 500, y: 300 },
    ]
    expect(keysOf(row)).toEqual([])
  })

  it('reads a key that breaks over a line of a bubble inside a group, whatever follows', () => {
    expect(
      keysOf([
        { text: '您购买的卡密：RT4NK-9WQX', x: 60, y: 300 },
        { text: 'M-2HBVD-7PCJY-TK3GF 请尽', x: 60, y: 345 },
        { text: '快使用', x: 60, y: 390 },
      ]),
    ).toEqual(['RT4NK-9WQXM-2HBVD-7PCJY-TK3GF'])
  })

  it('reads every key of a list under one label', () => {
    expect(
      keysOf([
        { text: '订单号 202611201430110042', x: 60, y: 300 },
        { text: '卡密信息', x: 60, y: 400 },
        { text: 'A3K97QWE55TY01PL', x: 60, y: 450 },
        { text: 'B3K97QWE55TY01PM', x: 60, y: 500 },
        { text: 'C3K97QWE55TY01PN', x: 60, y: 550 },
      ]),
    ).toEqual(['A3K97QWE55TY01PL', 'B3K97QWE55TY01PM', 'C3K97QWE55TY01PN'])
  })

  it('puts a key together that broke at the end of a line', () => {
    const broken = (first: string, second: string) =>
      keysOf([
        { text: first, x: 60, y: 500 },
        { text: second, x: 60, y: 545 },
      ])
    expect(broken('VK7JG-NPHTM-C97JM-9MPGT-', '3V66T')).toEqual(['VK7JG-NPHTM-C97JM-9MPGT-3V66T'])
    expect(broken('VK7JG-NPHTM-C97JM-9MPGT-3V6', '6T')).toEqual(['VK7JG-NPHTM-C97JM-9MPGT-3V66T'])
    expect(broken('请帮我查一下这个兑换码664Q-', 'K39A-D9JQ-KQK9')).toEqual(['664Q-K39A-D9JQ-KQK9'])
  })

  it('takes a code that stands alone for a key only where things are redeemed and nothing is ordered', () => {
    expect(keysOf(['兑换礼品卡或代码', '7513764810463755', '兑换失败，此代码无法使用'])).toEqual(['7513764810463755'])
    expect(keysOf(['兑换礼品卡或代码', '我的订单', '7513764810463755'])).toEqual([])
    expect(keysOf(['7513764810463755'])).toEqual([])
  })

  it('doubts a key that lost a character', () => {
    const [field] = extractFields(drawReading(['WCD2R-D6RMJ-4M48H-RHYHP-6JBH']))
    expect(field?.type).toBe('card-key')
    expect(field?.confidence).toBeLessThan(0.95)
  })

  it('reads the key under a sentence that announces it', () => {
    expect(
      keysOf([
        { text: '您购买的卡密如下，请尽快使用', x: 160, y: 400 },
        { text: '7513764810463755', x: 200, y: 470 },
      ]),
    ).toEqual(['7513764810463755'])
  })

  it('tells a key from an order number by label and place, not by shape', () => {
    const fields = extractFields(drawReading(['订单号 DD7K2M9QX4B81TZA', '卡密 DD7K2M9QX4B81TZB']))
    expect(fields.map(({ type, value }) => [type, value])).toEqual([
      ['order-number', 'DD7K2M9QX4B81TZA'],
      ['card-key', 'DD7K2M9QX4B81TZB'],
    ])
  })

  it('doubts a key with characters that are read for each other', () => {
    const [field] = extractFields(drawReading(['卡密 AB0C1-DE34F-GH56J']))
    expect(field?.confidence).toBeLessThan(0.95)
  })
})
