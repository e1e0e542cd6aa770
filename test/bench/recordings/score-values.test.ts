import { describe, expect, it } from 'vitest'
import type { FoundField } from '../../../bench/recordings/clip-reading.js'
import { scoreValues } from '../../../bench/recordings/score-values.js'
import { readingOf, screenOf } from './truth-of.js'

const key = '664Q-K39A-D9JQ-KQK9'
const field = (type: FoundField['type'], value: string): FoundField => ({
  type,
  value,
  confidence: 1,
})

describe('scoreValues', () => {
  it('counts a value once, however many screens show it', () => {
    const screens = [0, 1000].map((fromMs) => screenOf(fromMs, fromMs + 900, { fields: [{ type: 'error-code', value: 'Q00301' }] }))
    const { fields } = scoreValues({ screens, typed: [] }, readingOf({ fields: [field('error-code', 'Q00301')] }))
    expect(fields).toEqual([{ type: 'error-code', value: 'Q00301', found: true }])
  })

  it('does not take a value of another type for the true one', () => {
    const screens = [screenOf(0, 900, { fields: [{ type: 'order-number', value: 'DD7K2M9QX4B81TZA' }] })]
    const reading = readingOf({ fields: [field('payment-number', 'DD7K2M9QX4B81TZA')] })
    expect(scoreValues({ screens, typed: [] }, reading).fields[0]?.found).toBe(false)
  })

  it('tells beginnings of a typed value, misread ones too, but never the value itself', () => {
    const typed = [{ value: key, fromMs: 0, untilMs: 4000 }]
    const reading = readingOf({ fields: [field('card-key', '664Q-K39A'), field('order-number', '6640K39A'), field('card-key', key)] })
    const score = scoreValues({ screens: [], typed }, reading)
    expect(score.prefixes).toEqual(['664Q-K39A', '6640K39A'])
    expect(score.typed).toEqual([{ value: key, found: true }])
  })

  it('does not call a shown value a beginning, nor an amount or a time', () => {
    const screens = [screenOf(0, 900, { fields: [{ type: 'card-key', value: '664Q' }] })]
    const typed = [{ value: key, fromMs: 0, untilMs: 4000 }]
    const reading = readingOf({ fields: [field('card-key', '664Q'), field('amount', '66')] })
    expect(scoreValues({ screens, typed }, reading).prefixes).toEqual([])
  })

  it('tells what nobody shows, but leaves running clocks alone', () => {
    const reading = readingOf({ fields: [field('timestamp', '14:41'), field('order-number', 'DD00000000000000')] })
    expect(scoreValues({ screens: [], typed: [] }, reading).confidentWrong).toEqual(['order-number DD00000000000000'])
  })
})
