import { describe, expect, it } from 'vitest'
import type { TextLine } from '../../../src/model/reading.js'
import { findClockText, findCounterText } from '../../../src/read/motion/find-clock-text.js'

function line(text: string, confidences: readonly number[] = []): TextLine {
  const glyphs = [...text].map((char, at) => ({ char, confidence: confidences[at] ?? 0.9, x: 10 + at * 12, width: 12 }))
  return {
    text,
    confidence: Math.min(...glyphs.map(({ confidence }) => confidence)),
    box: [10, 4, text.length * 12, 20],
    glyphs,
    steps: [],
    frameMs: null,
  }
}

describe('findClockText', () => {
  it.each([
    ['14:41', '14:41'],
    ['9:05', '9:05'],
    ['下午2:41', '下午2:41'],
    ['2:41 PM', '2:41 PM'],
    ['14：41', '14：41'],
    ['11月20日 周五 14:41', '14:41'],
    ['14:41:07', '14:41:07'],
    ['14:41 中国移动', '14:41'],
  ])('finds the clock in %s as it is printed', (text, clock) => {
    expect(findClockText(line(text))?.text).toBe(clock)
  })

  it.each(['26.4 K/s', '12.30KB/s', '85%', '2026/11/20', '5G', '25:10', '14:61', '1:2', '192.168.14:41.2', '14:41%'])(
    'takes %s for no clock',
    (text) => {
      expect(findClockText(line(text))).toBeNull()
    },
  )

  it("gives the place and the surety of the clock's own characters", () => {
    const found = findClockText(line('11月20日 周五 14:41', [0.3]))
    expect(found?.confidence).toBe(0.9)
    expect(found?.box).toEqual([10 + 10 * 12, 4, 60, 20])
  })
})

describe('findCounterText', () => {
  it.each(['服务器时间14:12:03', '00:58', '重新发送(58s)', '58秒后重试', '还剩 9', '04:59'])('takes %s for a counter', (text) => {
    expect(findCounterText(line(text))).not.toBeNull()
  })

  it.each(['已下载 58%', '12.3 MB', '¥58', 'KTWQB-Q969Y-T', '正在处理', '2M9QX4B81TZA'])('takes %s for none', (text) => {
    expect(findCounterText(line(text))).toBeNull()
  })

  it('is as sure as its digits, whatever its words are', () => {
    expect(findCounterText(line('剩余58s', [0.2, 0.2, 0.97, 0.95]))?.confidence).toBe(0.95)
  })
})
