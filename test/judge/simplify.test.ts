import fc from 'fast-check'
import { expect, it } from 'vitest'
import { simplify } from '../../src/judge/simplify.js'

it.each([
  ['訂單編號', '订单编号'],
  ['啟用失敗，無法連線', '启用失败，无法连线'],
  ['错误代码 0xC004F034', '错误代码 0xC004F034'],
])('writes %s as %s', (old, simple) => {
  expect(simplify(old)).toBe(simple)
})

it('keeps every position', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(simplify(text)).toHaveLength(text.length)
    }),
  )
})
