import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readGoods } from '../../src/judge/read-goods.js'
import { stripKeys } from '../../src/pipeline/strip-case.js'
import { deliveredKey, order } from '../builders/case.js'

const goods = [
  deliveredKey,
  'user01----pass-word-77',
  '您的卡密是 ABCD-EFGH-JKLM-NPQR，请尽快使用',
  '很抱歉,有人在你付款之前抢走了商品',
  '正在发货中',
  '已充值到账，请查收',
  '提取码: 8x2k',
  'sold out, sorry',
  '',
]

it('leaves no key, and what was delivered still reads as delivered: a payment for undelivered goods never follows from a deletion', () => {
  const anything = fc.oneof(fc.constantFrom(...goods), fc.string({ maxLength: 60 }), fc.stringMatching(/^[A-Z0-9-]{5,40}$/))
  fc.assert(
    fc.property(anything, (text) => {
      const [stripped = ''] = stripKeys({ ...order, deliveredKeys: [text] }).deliveredKeys
      const { is, tokens } = readGoods(text)
      expect(readGoods(stripped).is).toBe(is)
      if (is === 'key') for (const token of tokens) if (token.length > 2) expect(stripped).not.toContain(token)
    }),
    { numRuns: 3000 },
  )
})

it('takes notes and the words of the merchant with the keys', () => {
  const answer = { state: 'objects', at: '2026-11-20T15:00:00+08:00', words: deliveredKey } as const
  const stripped = stripKeys({ ...order, notes: [deliveredKey], merchantAnswer: answer })
  expect(JSON.stringify(stripped)).not.toContain('NPHTM')
  expect(stripped).toMatchObject({ number: order.number, amountFen: order.amountFen, merchantAnswer: { state: 'objects' } })
})
