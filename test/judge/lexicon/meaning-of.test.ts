import { describe, expect, it } from 'vitest'
import { meaningOf } from '../../../src/judge/lexicon/meaning-of.js'
import { messageMeaning } from '../../../src/judge/lexicon/redemption-messages.js'
import { windowsActivation } from '../../../src/judge/lexicon/windows-activation.js'

describe('meaningOf', () => {
  it.each([
    ['0xC004C003', 'product'],
    ['0xC004C008', 'product'],
    ['0xC004C020', 'product'],
    ['0xC004C060', 'product'],
    ['0xC004F051', 'product'],
    ['0xC004F061', 'user'],
    ['0xC004F069', 'user'],
    ['0xC004F074', 'service'],
    ['0x8007232B', 'service'],
    ['0x80072EE7', 'service'],
    ['0xC004F050', 'unknown'],
    ['0xC004C001', 'unknown'],
    ['0x803FA067', 'unknown'],
  ])('points with %s at %s', (code, pointsAt) => {
    expect(meaningOf(code)).toMatchObject({ pointsAt })
  })

  it('points at the product only where the key itself is blocked, spent or in other hands', () => {
    const product = Object.entries(windowsActivation.codes).filter(([, [, , pointsAt]]) => pointsAt === 'product')
    expect(product.map(([code]) => code)).toEqual([
      '0xC004C003',
      '0xC004C008',
      '0xC004C020',
      '0xC004C021',
      '0xC004C060',
      '0xC004C4A2',
      '0xC004C770',
      '0xC004F051',
    ])
    for (const [, [, en]] of product) expect(en).toMatch(/blocked|exceeded|another user/)
  })

  it('names the issuer of a known shape without an entry, and points at nobody', () => {
    expect(meaningOf('CE-12345-6')).toMatchObject({ issuer: 'PlayStation', pointsAt: 'unknown' })
    expect(meaningOf('0xC004F999')).toMatchObject({ pointsAt: 'unknown' })
    expect(meaningOf('2110-2003')).toMatchObject({ issuer: 'Nintendo', pointsAt: 'unknown' })
  })

  it('gives a bare number a meaning only beside its issuer', () => {
    expect(meaningOf('403')).toBeNull()
    expect(meaningOf('403', 'http error 403 forbidden')).toMatchObject({ issuer: 'HTTP' })
    expect(meaningOf('-118')).toBeNull()
    expect(meaningOf('-118', 'steam 无法加载网页')).toMatchObject({ pointsAt: 'service' })
  })

  it('says nothing of a code nobody documents', () => {
    expect(meaningOf('A00301', '爱奇艺 兑换失败')).toBeNull()
  })

  it('gives every entry both languages and a source', () => {
    for (const [code, [zh, en]] of Object.entries(windowsActivation.codes)) {
      expect(zh, code).toMatch(/[一-鿿]/)
      expect(en, code).toMatch(/^[ -~]+$/)
      expect(meaningOf(code)?.source).toBeTruthy()
    }
  })
})

describe('messageMeaning', () => {
  it.each([
    ['此产品代码已被另一个 steam 帐户激活', 'steam', 'Steam', 'product'],
    ['您的帐户已拥有该产品', 'steam', 'Steam', 'user'],
    ['too many recent activation attempts from this account', 'steam', 'Steam', 'user'],
    ['该兑换码已被其他账号使用', '爱奇艺', 'iQIYI', 'product'],
    ['this card has already been redeemed', 'app store', 'Apple', 'unknown'],
    ['兑换码已过期', '腾讯视频', 'Tencent', 'unknown'],
  ])('reads «%s» on a page of %s', (line, page, issuer, pointsAt) => {
    expect(messageMeaning(line, `${page}\n${line}`)).toMatchObject({ issuer, pointsAt })
  })

  it('knows nothing of a message that names no cause', () => {
    expect(messageMeaning('激活失败', 'steam')).toBeNull()
  })
})
