import { describe, expect, it } from 'vitest'
import { scoreScreens } from '../../../bench/recordings/score-screens.js'
import { screenOf } from './truth-of.js'

const page = screenOf(0, 3000, { texts: ['订单详情'] })
const toast = screenOf(3000, 3400, { what: 'toast', texts: ['兑换码无效'] })
const pageAgain = screenOf(3400, 8000, { texts: ['订单详情'], sameAs: 0 })

describe('scoreScreens', () => {
  it('finds screens by time and text, with the errors of their bounds', () => {
    const kept = [
      { frameMs: 0, untilMs: 3033, lines: ['订单详情'] },
      { frameMs: 3033, untilMs: 3367, lines: ['订单详情', '兑换码无效'] },
      { frameMs: 3367, untilMs: 8000, lines: ['订单详情'] },
    ]
    const scores = scoreScreens([page, toast, pageAgain], kept, false)
    expect(scores.map(({ foundByTimeAndText }) => foundByTimeAndText)).toEqual([true, true, true])
    expect(scores.map(({ fromErrorMs }) => fromErrorMs)).toEqual([0, 33, 33])
    expect(scores.map(({ untilErrorMs }) => untilErrorMs)).toEqual([33, 33, 0])
  })

  it('lets one screen held over the whole recording stand for one true screen only', () => {
    const kept = [{ frameMs: 0, untilMs: 8000, lines: ['订单详情', '兑换码无效'] }]
    const scores = scoreScreens([page, toast, pageAgain], kept, false)
    expect(scores.filter(({ foundByTime }) => foundByTime)).toHaveLength(1)
    expect(scores.filter(({ foundByTimeAndText }) => foundByTimeAndText)).toHaveLength(1)
  })

  it('does not count a screen kept at the right time whose text was not read', () => {
    const [score] = scoreScreens([toast], [{ frameMs: 3000, untilMs: 3400, lines: ['订单详情'] }], false)
    expect(score).toMatchObject({ foundByTime: true, foundByTimeAndText: false, fromErrorMs: null })
  })

  it('forgives one misread text in four, and none of fewer', () => {
    const kept = [{ frameMs: 0, untilMs: 2000, lines: ['订单详情', '付款时间', '商品名称'] }]
    const found = (texts: string[]) => scoreScreens([screenOf(0, 2000, { texts })], kept, false)[0]?.foundByTimeAndText
    expect(found(['订单详情', '付款时间', '商品名称', '订单金额'])).toBe(true)
    expect(found(['订单详情', '付款时间', '订单金额'])).toBe(false)
  })

  it('does not count a screen that overlaps by less than half of the shorter', () => {
    const [score] = scoreScreens([toast], [{ frameMs: 3210, untilMs: 4000, lines: ['兑换码无效'] }], false)
    expect(score).toMatchObject({ foundByTime: false, foundByTimeAndText: false })
  })

  it('joins the texts of sampled frames over a scrolled screen, but not those of kept screens', () => {
    const list = screenOf(0, 2000, { scrolled: true, texts: ['第一行商品', '最后一行商品'] })
    const frames = [
      { frameMs: 0, untilMs: 1000, lines: ['第一行商品'] },
      { frameMs: 1000, untilMs: 2000, lines: ['最后一行商品'] },
    ]
    expect(scoreScreens([list], frames, true)[0]).toMatchObject({ foundByTimeAndText: true, fromErrorMs: 0, untilErrorMs: 0 })
    expect(scoreScreens([list], frames, false)[0]).toMatchObject({ foundByTime: true, foundByTimeAndText: false })
  })
})
