import { describe, expect, it } from 'vitest'
import { type Options, shareAnew } from '../../../../src/adapters/text-reader/pp-ocr/share-anew.js'

const read = (char: string, share: number, isSeen: boolean) => ({ index: 0, char, share, isSeen })
const of = (options: Options, char: string) => options.find(([option]) => option === char)?.[1] ?? 0

describe('sharing a step anew', () => {
  const step: Options = [
    ['0', 0.9],
    ['O', 0.06],
    ['8', 0.03],
  ]

  it('never believes more than 0.94 of ink that contradicts the net, and keeps what the net said as its rival', () => {
    const options = shareAnew(step, 0.01, '0', read('O', 0.97, true))
    expect(options[0]).toEqual(['O', expect.closeTo(0.96 * 0.94)])
    expect(of(options, '0')).toBeCloseTo(0.96 * 0.06)
    expect(of(options, '8')).toBe(0.03)
  })

  it('never lowers what the net said when the ink agrees', () => {
    const sure: Options = [
      ['0', 0.99],
      ['O', 0.001],
    ]
    expect(of(shareAnew(sure, 0.005, '0', read('0', 0.9, true)), '0')).toBeCloseTo(0.99)
    expect(of(shareAnew(step, 0.01, '0', read('0', 0.97, true)), '0')).toBeCloseTo(0.96 * 0.97)
  })

  it('gives a rival its due where the ink does not tell', () => {
    const options = shareAnew(step, 0.01, '0', read('0', 0.7, false))
    expect(of(options, '0')).toBeCloseTo(0.96 * 0.7)
    expect(of(options, 'O')).toBeCloseTo(0.96 * 0.3)
  })

  it('goes on saying a character where nothing is nearly as likely', () => {
    const faint: Options = [
      ['0', 0.5],
      ['8', 0.02],
    ]
    expect(of(shareAnew(faint, 0.47, '0', read('O', 0.9, true)), 'O')).toBeGreaterThan(0.47)
  })
})
