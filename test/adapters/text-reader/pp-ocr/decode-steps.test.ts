import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compactSteps, joinSteps, optionsOf } from '../../../../src/adapters/text-reader/pp-ocr/compact-steps.js'
import { decodeSteps } from '../../../../src/adapters/text-reader/pp-ocr/decode-steps.js'

const alphabet = ['', 'a', 'b', 'c', '0', 'O', ' ']

/** One row of the net's answer: the probabilities named, the rest evenly shared. */
function row(probabilities: Readonly<Record<string, number>>): number[] {
  const given = Object.values(probabilities).reduce((sum, p) => sum + p, 0)
  const rest = (1 - given) / (alphabet.length - Object.keys(probabilities).length)
  return alphabet.map((char) => probabilities[char] ?? rest)
}

function decode(...rows: number[][]) {
  return decodeSteps(compactSteps(Float32Array.from(rows.flat()), alphabet.length), alphabet)
}

const blank = row({ '': 0.9999 })

describe('decoding', () => {
  it('says a character once that several steps say', () => {
    expect(decode(row({ a: 0.9 }), row({ a: 0.95 }), row({ b: 0.8 })).text).toBe('ab')
  })

  it('says a character twice when a blank stands between', () => {
    expect(decode(row({ a: 0.9 }), blank, row({ a: 0.9 })).text).toBe('aa')
  })

  it('is as sure of a character as its surest step, and stands in the middle of its steps', () => {
    const [a, b] = decode(blank, row({ a: 0.6 }), row({ a: 0.9 }), blank, row({ b: 0.7 })).characters
    expect(a).toEqual({ char: 'a', confidence: 0.9, centre: 2 })
    expect(b).toEqual({ char: 'b', confidence: 0.7, centre: 4.5 })
  })

  it('drops spaces at the ends, keeps them between', () => {
    expect(decode(row({ ' ': 0.9 }), row({ a: 0.9 }), row({ ' ': 0.9 }), row({ b: 0.9 }), row({ ' ': 0.9 })).text).toBe('a b')
  })

  it('says a run of sure blanks once and keeps every other step', () => {
    const { steps } = decode(blank, blank, row({ a: 0.9, b: 0.06 }), blank, blank, blank, row({ '': 0.99 }), blank)
    expect(steps.map(([sure]) => sure)).toEqual([0.9999, expect.closeTo(0.008, 5), 0.9999, 0.99, 0.9999])
  })

  it('lists the likeliest characters of a step first, none below 0.0001', () => {
    const [step] = decode(row({ a: 0.2, b: 0.7, c: 0.0999, '0': 0.00005, O: 0.00005, ' ': 0 })).steps
    expect(step?.slice(1)).toEqual([
      ['b', 0.7],
      ['a', 0.2],
      ['c', 0.0999],
    ])
  })

  it('reads nothing from no steps', () => {
    expect(decode()).toEqual({ text: '', characters: [], steps: [] })
  })
})

describe('compact steps', () => {
  const answer = fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 80 })

  it('keep the six likeliest of any answer in falling order', () => {
    fc.assert(
      fc.property(answer, (numbers) => {
        const size = 8
        const steps = compactSteps(Float32Array.from(numbers), size)
        for (let step = 0; step < steps.count; step++) {
          const wanted = numbers
            .slice(step * size + 1, (step + 1) * size)
            .filter((p) => Math.fround(p) >= 1e-4)
            .sort((a, b) => b - a)
            .slice(0, 6)
          expect(optionsOf(steps, step).map(([, probability]) => probability)).toEqual(wanted.map(Math.fround))
        }
      }),
    )
  })

  it('join without loss or doubling', () => {
    const whole = compactSteps(
      Float32Array.from([...row({ a: 0.9 }), ...blank, ...row({ b: 0.9 }), ...blank, ...row({ c: 0.9 })]),
      alphabet.length,
    )
    expect(joinSteps(whole, 2, whole, 2)).toEqual(whole)
    expect(decodeSteps(joinSteps(whole, 2, whole, 4), alphabet).text).toBe('ac')
  })
})
