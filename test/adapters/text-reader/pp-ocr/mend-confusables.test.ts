import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mendConfusables } from '../../../../src/adapters/text-reader/pp-ocr/mend-confusables.js'

function mended(text: string): string {
  const line = [...text].map((char) => ({ char, options: [[char, 0.9]] as const }))
  const chars = [...text]
  for (const { index, char } of mendConfusables(line)) chars[index] = char
  return chars.join('')
}

it.each([
  ['错误 OxC004C003', '错误 0xC004C003'],
  ['error oxffe.', 'error 0xffe.'],
  ['0×8007OOO5', '0x80070005'],
  ['0XC004F074', '0xC004F074'],
  ['report_0ooo000o0cad04a8.bin', 'report_00000000' + '0cad04a8.bin'],
  ['OpenAl', 'OpenAI'],
  ['Al Pro Service', 'AI Pro Service'],
  ['APl key', 'API key'],
  ['Order lD', 'Order ID'],
  ['0rder# 113', 'Order# 113'],
  ['0ctober 19, 2026', 'October 19, 2026'],
  ['2026-11-05 ERR0R refused', '2026-11-05 ERROR refused'],
  ['connect EC0NNREFUSED', 'connect ECONNREFUSED'],
])('reads %s as %s', (read, meant) => {
  expect(mended(read)).toBe(meant)
})

it.each([
  'DD7K2M9QX4B81TZO',
  'O1l-IO0-lAl1',
  'Oxford',
  '0min 0items 0days',
  'K0DE-ERR0R-0RDER',
  'oxide',
  'All Alan email lllegal',
  '订单号 OOO111lll',
  'XXXXl-2222O',
  'XXl-2222O',
  'YTMGl N6DKC',
  'fooooooooooood',
])('leaves %s as it is', (text) => {
  expect(mended(text)).toBe(text)
})

it('never changes how many characters a line has, nor one that has no look-alike', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const line = [...text].map((char) => ({ char, options: [[char, 0.9]] as const }))
      for (const { index, char } of mendConfusables(line)) {
        expect('OolX×0').toContain(line[index]?.char)
        expect('0IxO').toContain(char)
      }
    }),
  )
})

it('is as sure as of the shape', () => {
  const line = [...'Oxff0'].map((char) => ({
    char,
    options:
      char === 'O'
        ? ([
            ['O', 0.7],
            ['0', 0.2],
            ['U', 0.05],
          ] as const)
        : ([[char, 1]] as const),
  }))
  expect(mendConfusables(line)).toEqual([{ index: 0, char: '0', confidence: expect.closeTo(0.9, 6) }])
})
