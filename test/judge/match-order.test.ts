import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { confusablesOf, foldConfusables } from '../../src/judge/fold-confusables.js'
import { matchOrder, type PieceMatch } from '../../src/judge/match-order.js'
import { readRecord } from '../../src/judge/read-record.js'
import type { Examined } from '../../src/model/examined.js'
import type { TextLine } from '../../src/model/reading.js'
import { buildCase, type Changes, deliveredKey, orderNumber, paymentNumber } from '../builders/case.js'
import { key, number, piece } from '../builders/examined.js'
import { line, withoutSteps } from '../builders/picture.js'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const anyNumber = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 16, maxLength: 16 })

function match(shown: Examined, order: Changes['order'] = {}): PieceMatch {
  const { caseFile } = buildCase({ order, pieces: [shown] })
  const [found] = matchOrder(caseFile, readRecord(caseFile).keyTokens, [shown])
  if (!found) throw new Error('one piece was given')
  return found
}

function page(texts: readonly (string | TextLine)[], fields: Examined['fields'] = []): Examined {
  return piece('evidence/1.png', 'order-page', texts, { fields })
}

/** The order's number with another character at one place, surely read. */
function changed(value: string, at: number, char: string): string {
  return value.slice(0, at) + char + value.slice(at + 1)
}

describe('matchOrder', () => {
  it('finds the number deep inside a long line', () => {
    const { orderNumber: found } = match(
      page([`尊敬的用户您好,您购买的商品已发货,订单号 ${orderNumber} 请妥善保管,客服热线 400-820-8888 编号 A1B2C3`]),
    )
    expect(found).toMatchObject({ verdict: 'matches', read: orderNumber, logRatioToBest: 0 })
    expect(found.logRatioToRival).toBeGreaterThan(3)
  })

  it.each(['DD7K 2M9Q X4B8 1TZA', 'DD7K-2M9Q-X4B8-1TZA', 'dd7k2m9qx4b81tza', 'DD7K2M9QX4B81TZA'])(
    'finds the number printed as %s',
    (printed) => {
      expect(match(page([`订单号:${printed}`])).orderNumber.verdict).toBe('matches')
    },
  )

  it('finds the number behind a label glued to it', () => {
    expect(match(page([`OrderNo${orderNumber}`])).orderNumber.verdict).toBe('matches')
  })

  it('finds a number wrapped over two lines', () => {
    expect(match(page([`订单号 ${orderNumber.slice(0, 9)}`, orderNumber.slice(9)])).orderNumber.verdict).toBe('matches')
    expect(match(page(['支付宝交易号', paymentNumber.slice(0, 18), paymentNumber.slice(18)])).paymentNumber.verdict).toBe('matches')
  })

  it('never takes a longer number for one that it holds', () => {
    expect(match(page([`订单号:9${orderNumber}7`])).orderNumber.verdict).not.toBe('matches')
    expect(match(page([`${paymentNumber}99`])).paymentNumber.verdict).not.toBe('matches')
  })

  it('says that one really different, surely read character differs', () => {
    fc.assert(
      fc.property(anyNumber, fc.nat(15), fc.constantFrom(...alphabet), fc.boolean(), (expected, place, char, hasSteps) => {
        const shown = changed(expected, place, char)
        fc.pre(foldConfusables(char) !== foldConfusables(expected[place] ?? ''))
        fc.pre(!confusablesOf(expected[place] ?? '').includes(char))
        const full = line(`订单号:${shown}`)
        const found = match(page([hasSteps ? full : withoutSteps(full)], [number('order-number', shown)]), { number: expected })
        expect(found.orderNumber.verdict).toBe('differs')
        expect(found.ofThisOrder).toBe(false)
      }),
    )
  })

  it('lets a digit that may as well be the expected one match', () => {
    fc.assert(
      fc.property(anyNumber, fc.nat(15), fc.constantFrom(...alphabet), (expected, place, char) => {
        fc.pre(char !== expected[place])
        const shown = changed(expected, place, char)
        const doubtful = line(`订单号:${shown}`, { sights: { [4 + place]: { confidence: 0.5, others: [[expected[place] ?? '', 0.45]] } } })
        const found = match(page([doubtful], [number('order-number', shown, { confidence: 0.5 })]), { number: expected })
        expect(found.orderNumber).toMatchObject({ verdict: 'matches', read: shown })
      }),
    )
  })

  it('never calls a look-alike a difference, with or without steps', () => {
    fc.assert(
      fc.property(anyNumber, fc.nat(15), fc.boolean(), (expected, place, hasSteps) => {
        const alike = confusablesOf(expected[place] ?? '')[0]
        fc.pre(alike !== undefined)
        const shown = changed(expected, place, alike ?? '')
        const full = line(`订单号:${shown}`)
        const found = match(page([hasSteps ? full : withoutSteps(full)], [number('order-number', shown)]), { number: expected })
        expect(found.orderNumber.verdict).toBe('matches')
      }),
    )
  })

  it('never matches another number', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, fc.boolean(), (expected, shown, labelled) => {
        fc.pre(foldConfusables(expected) !== foldConfusables(shown))
        const found = match(page([`订单号:${shown}`], labelled ? [number('order-number', shown)] : []), { number: expected })
        expect(found.orderNumber.verdict).not.toBe('matches')
      }),
    )
  })

  it('never matches arbitrary text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 60 }), { maxLength: 8 }), (texts) => {
        const found = match(page(texts.map((text) => line(text))))
        expect([found.orderNumber, found.paymentNumber, found.key].map(({ verdict }) => verdict)).not.toContain('matches')
      }),
    )
  })

  it('says that a character differs which may be an O or a 0, but surely no M', () => {
    const shown = changed(orderNumber, 2, 'O')
    const doubtful = line(`订单号:${shown}`, { sights: { 6: { confidence: 0.55, others: [['0', 0.44]] } } })
    const found = match(page([doubtful], [number('order-number', shown, { confidence: 0.55 })]), { number: changed(orderNumber, 2, 'M') })
    expect(found.orderNumber.verdict).toBe('differs')
  })

  it('leaves open a doubtful character that is probably another', () => {
    const shown = changed(orderNumber, 2, '4')
    const doubtful = line(`订单号:${shown}`, { sights: { 6: { confidence: 0.7, others: [['9', 0.2]] } } })
    expect(match(page([doubtful], [number('order-number', shown, { confidence: 0.7 })])).orderNumber.verdict).toBe('unclear')
  })

  it('leaves open a number that lacks a character: deletions are not seen by confidence', () => {
    const shown = orderNumber.slice(0, 7) + orderNumber.slice(8)
    expect(match(page([`订单号:${shown}`], [number('order-number', shown)])).orderNumber.verdict).toBe('unclear')
  })

  it('finds this order in a list of orders, and claims nothing of a list without it', () => {
    const others = ['AAAA1111BBBB2222', 'CCCC3333DDDD4444']
    const fieldsOf = (all: readonly string[]) => all.map((value) => number('order-number', value))
    const texts = (all: readonly string[]) => all.map((value) => `订单号 ${value}`)
    const mine = [...others, orderNumber]
    expect(match(page(texts(mine), fieldsOf(mine))).orderNumber.verdict).toBe('matches')
    expect(match(page(texts(others), fieldsOf(others))).orderNumber.verdict).toBe('absent')
  })

  it("takes a gateway's merchant number for no contradiction unless the record has one", () => {
    const bill = page(['商户单号 EP20261120000001'], [number('order-number', 'EP20261120000001', { label: '商户单号' })])
    expect(match(bill).orderNumber.verdict).toBe('absent')
    expect(match(bill, { merchantOrderNumber: 'EP20261120000001' }).orderNumber.verdict).toBe('matches')
    expect(match(bill, { merchantOrderNumber: 'EP20261120777777' }).orderNumber.verdict).toBe('differs')
  })

  it("leaves a game's own number alone, but not another order's number beside a failure", () => {
    const beside = (value: string) =>
      piece('evidence/2.png', 'activation-failure', [`订单号 ${value}`], { fields: [number('order-number', value)] })
    expect(match(beside('889900112233')).orderNumber.verdict).toBe('absent')
    expect(match(beside('QQ11WW22EE33RR44')).orderNumber.verdict).toBe('differs')
  })

  it('matches any number of the sale: a second payment is of this order too', () => {
    const second = '2026112022001412345678905678'
    const payments = [{ number: second, amountFen: 12_800, at: '2026-11-20T14:10:40+08:00' }]
    expect(match(page([`交易单号 ${second}`], [number('payment-number', second)]), { payments }).paymentNumber.verdict).toBe('matches')
  })

  it('knows the key with instructions behind it, a masked key, and the account of account goods', () => {
    const withWords = { deliveredKeys: [`${deliveredKey} 请在官网激活,如有问题联系客服`] }
    expect(match(page([`密钥 ${deliveredKey}`]), withWords).key.verdict).toBe('matches')
    const masked = page(['产品密钥 *****-*****-*****-*****-3V66T'], [{ ...key('X'), value: null, text: '*****-*****-*****-*****-3V66T' }])
    expect(match(masked).key.verdict).toBe('matches')
    expect(match(page(['账号 gamer_8812 登录失败']), { deliveredKeys: ['gamer_8812----s3cret!'] }).key.verdict).toBe('matches')
  })

  it('takes another key for a difference, and the order number in the key field for none', () => {
    const other = changed(deliveredKey, 0, 'W')
    const shown = (value: string) => piece('evidence/2.png', 'activation-failure', [`密钥 ${value}`], { fields: [key(value)] })
    expect(match(shown(other)).key.verdict).toBe('differs')
    expect(match(shown(orderNumber)).key.verdict).toBe('absent')
  })

  it('weighs the known other numbers of the case: a claim for a look-alike number is told apart', () => {
    const number2 = changed(orderNumber, 7, '0')
    const spread = line(`订单号:${orderNumber}`, { sights: { 11: { confidence: 0.55, others: [['0', 0.44]] } } })
    const { caseFile } = buildCase({ claim: { orderNumber: number2 }, pieces: [page([spread])] })
    const [found] = matchOrder(caseFile, [], [page([spread])])
    expect(found?.orderNumber.logRatioToRival).toBeLessThan(1)
  })
})
