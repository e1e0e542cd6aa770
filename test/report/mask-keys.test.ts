import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskKeys } from '../../src/report/mask-keys.js'

const key = 'JCYPG-GTJC2-6YWMD-CJC4M-X44D9'

describe('maskKeys', () => {
  it.each([
    ['whole', `卡密 ${key} 复制`],
    ['with spaces', '卡密 JCYPG GTJC2 6YWMD CJC4M X44D9'],
    ['without hyphens', 'JCYPGGTJC26YWMDCJC4MX44D9'],
    ['in lower case', key.toLowerCase()],
    ['wrapped: its first part', 'JCYPG-GTJC2-6YWMD-'],
    ['wrapped: its last part', 'CJC4M-X44D9'],
    ['twice', `${key} ${key}`],
  ])('hides a key %s', (_, text) => {
    const masked = maskKeys([key])(text).toUpperCase().replace(/[\s-]/g, '')
    expect(masked).not.toMatch(/GTJC2|6YWMD|CJC4MX44/)
  })

  it('leaves text without a key as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'订单号 0123abc-') }), (text) => {
        expect(maskKeys(['ZZZZZ-YYYYY-XXXXX'])(text)).toBe(text)
      }),
    )
  })

  it('rules 9.1: never shows five characters of a key in a row beyond its first and last four', () => {
    const alphabet = fc.string({ unit: fc.constantFrom(...'ABCDEFGHJKMNPQRTUVWXY2346789'), minLength: 16, maxLength: 25 })
    fc.assert(
      fc.property(alphabet, fc.string({ unit: fc.constantFrom(...'卡密: ') }), (secret, around) => {
        const masked = maskKeys([secret])(`${around}${secret}${around}`)
        for (let i = 0; i + 5 <= secret.length; i++) expect(masked).not.toContain(secret.slice(i, i + 5))
      }),
    )
  })
})
