import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { examineEvidence } from '../../src/judge/examine-evidence.js'
import type { RecordingFactCode } from '../../src/model/examined.js'
import type { ClockReading, Jump, Motion, RecordingFacts } from '../../src/model/reading.js'
import { deliveredKey } from '../builders/case.js'
import { clock, counter, honestSession, record, type Session } from '../builders/recording.js'

const tampering: readonly RecordingFactCode[] = ['clock-backward', 'clock-jump', 'cut', 'reversed', 'speed-changed', 'still']
const factsOf = (session: Session) => examineEvidence(honestSession(session)).facts
const against = (session: Session) =>
  factsOf(session)
    .map(({ code }) => code)
    .filter((code) => tampering.includes(code))
const ofMotion = (motion: Partial<Motion>, durationMs = 60_000, facts: Partial<RecordingFacts> = {}) =>
  examineEvidence(record([{ atMs: 0, lines: ['设置', '关于手机'] }], durationMs, motion, facts)).facts
const codesOf = (motion: Partial<Motion>, durationMs = 60_000) => ofMotion(motion, durationMs).map(({ code }) => code)
const jump = (atMs: number, withStatusBar = true): Jump => ({ atMs, share: 0.8, withStatusBar })
const place = [60, 500, 500, 40] as const

/** A clock as it stands during `durationMs` from a moment of the day, played `speed` times as fast. */
function honestClock(startMs: number, durationMs: number, speed = 1): ClockReading[] {
  const readings: ClockReading[] = []
  for (let at = 0; at < durationMs; ) {
    const now = startMs + at * speed
    const untilMs = Math.min(durationMs, at + (60_000 - (now % 60_000)) / speed)
    const minutes = Math.floor(now / 60_000) % 1440
    readings.push(clock(`${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`, at, untilMs))
    at = untilMs
  }
  return readings
}

/** The same readings with the recording turned round. */
function turnRound(readings: readonly ClockReading[], durationMs: number): ClockReading[] {
  return readings.map((one) => ({ ...one, atMs: durationMs - one.untilMs, untilMs: durationMs - one.atMs })).reverse()
}

describe('an honest recording', () => {
  it('tells its error with moment and stay, its key, and nothing against it', () => {
    const facts = factsOf({})
    expect(facts.map(({ code, atMs, untilMs, value }) => [code, atMs, untilMs, value])).toEqual([
      ['key-entered', 10_000, 16_000, deliveredKey],
      ['error-appears', 17_000, 25_000, '0xC004C003'],
    ])
    expect(facts[1]?.because).toEqual({
      zh: '0:17.0 出现失败提示「无法激活 Windows」 0xC004C003，停留 8 秒。',
      en: 'At 0:17.0 the failure "无法激活 Windows" 0xC004C003 comes into view and stays for 8 s.',
    })
    expect(JSON.stringify(facts.map(({ because }) => because))).not.toContain(deliveredKey)
  })

  it('raises nothing whenever it starts and however long it is, over noon and midnight too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_399_999 }), fc.integer({ min: 5000, max: 150_000 }), (startMs, durationMs) => {
        expect(codesOf({ clocks: honestClock(startMs, durationMs) }, durationMs)).toEqual([])
      }),
    )
  })

  it('raises nothing for a 12-hour clock that goes from 12:59 to 1:00', () => {
    expect(codesOf({ clocks: [clock('12:59', 0, 20_000), clock('1:00', 20_000, 60_000)] })).toEqual([])
  })

  it('takes one odd reading between two that agree for a misreading, and doubtful ones for none', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 86_000_000 }),
        fc.nat(9),
        fc.constantFrom('11:11', '08:88', '3:07', '24:99', ':', '17:47', '0:00'),
        (startMs, at, text) => {
          const read = honestClock(startMs, 240_000)
          const index = 1 + (at % (read.length - 2))
          const noisy = read.map((one, i) => (i === index ? { ...one, text } : one))
          expect(codesOf({ clocks: noisy }, 240_000)).toEqual([])
          const doubtful = read.map((one, i) => (i % 2 === 0 ? { ...one, text, confidence: 0.5 } : one))
          expect(codesOf({ clocks: doubtful }, 240_000)).toEqual([])
        },
      ),
    )
  })

  it('may have pages that follow at once, a text deleted by hand, a countdown that starts again and an even wheel', () => {
    expect(codesOf({ jumps: [jump(3000), jump(9000, false)], clocks: [clock('9:41', 0, 5000), clock('9:42', 5000, 60_000)] })).toEqual([])
    expect(codesOf({ typing: [{ atMs: 3000, untilMs: 4000, direction: 'shrinks', steps: 9, box: place }] })).toEqual([])
    const again = [60, 59, 58, 57, 60, 59, 58, 57].map((seconds, i) => counter(`重新发送(${seconds})`, i * 1000))
    expect(codesOf({ clocks: again })).toEqual([])
    expect(codesOf({ scrolling: [{ atMs: 0, untilMs: 900, shiftPx: 600, pace: 'even' }] })).toEqual([])
    expect(codesOf({ motionless: [{ atMs: 2000, untilMs: 40_000 }] })).toEqual([])
  })
})

describe('a recording that was tampered with', () => {
  it('tells a part that was left out by the clock, and where the picture jumps', () => {
    // 48 s are left out at 0:12
    const clocks = [clock('14:31', 0, 6000), clock('14:32', 6000, 12_000), clock('14:33', 12_000, 18_000), clock('14:34', 18_000, 30_000)]
    const cut = factsOf({ clocks, motion: { jumps: [jump(12_000)] } }).find(({ code }) => code === 'cut')
    expect([cut?.atMs, cut?.untilMs]).toEqual([12_000, 12_000])
    expect(cut?.because.zh).toMatch(/^0:12\.0 /)
    expect(against({ clocks, motion: { jumps: [] } })).toEqual(['clock-jump'])
  })

  it('tells a cut by a clock that becomes another in the very frame in which the page does', () => {
    expect(against({ clocks: [clock('14:31', 0, 8000), clock('14:32', 8000, 30_000)] })).toEqual(['cut'])
  })

  it('tells most cuts of a clip of a minute, and all over two minutes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 86_399_999 }),
        fc.integer({ min: 5000, max: 55_000 }),
        fc.integer({ min: 125_000, max: 600_000 }),
        (startMs, atMs, leftOutMs) => {
          const before = honestClock(startMs, atMs)
          const after = honestClock(startMs + atMs + leftOutMs, 60_000 - atMs).map((one) => ({
            ...one,
            atMs: one.atMs + atMs,
            untilMs: one.untilMs + atMs,
          }))
          const found = codesOf({ clocks: [...before, ...after] })
          expect(found.some((code) => code === 'cut' || code === 'clock-jump')).toBe(true)
        },
      ),
    )
  })

  it('tells another recording that is joined on by its clock, before or behind', () => {
    const behind = against({ clocks: [clock('14:31', 0, 12_000), clock('13:05', 12_000, 30_000)], motion: { jumps: [jump(12_000)] } })
    expect(behind.toSorted()).toEqual(['clock-backward', 'cut'])
    expect(against({ clocks: [clock('14:31', 0, 12_000), clock('15:20', 12_000, 30_000)], motion: { jumps: [jump(12_000)] } })).toEqual([
      'cut',
    ])
    const between = [clock('14:31', 0, 9000), clock('9:12', 9000, 14_000), clock('9:13', 14_000, 20_000), clock('14:31', 20_000, 30_000)]
    expect(against({ clocks: between })).toContain('clock-backward')
  })

  it('tells a recording played backwards by its clock, whenever it ticks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3_600_000, max: 80_000_000 }), fc.integer({ min: 62_000, max: 150_000 }), (startMs, durationMs) => {
        const found = codesOf({ clocks: turnRound(honestClock(startMs, durationMs), durationMs) }, durationMs)
        expect(found).toContain('reversed')
        expect(found).toContain('clock-backward')
      }),
    )
  })

  it('tells a recording played backwards by two weak signs, and by neither of them alone', () => {
    const typing: Motion['typing'] = [{ atMs: 3000, untilMs: 4000, direction: 'shrinks', steps: 9, box: place }]
    const scrolling: Motion['scrolling'] = [{ atMs: 6000, untilMs: 7000, shiftPx: -800, pace: 'quickens' }]
    expect(codesOf({ typing, scrolling })).toEqual(['reversed'])
    expect(codesOf({ typing })).toEqual([])
    expect(codesOf({ scrolling })).toEqual([])
    expect(codesOf({ typing, scrolling, clocks: honestClock(40_000_000, 60_000) })).toEqual([])
  })

  it('tells a countdown that counts up and a clock that counts down', () => {
    const up = [1, 2, 3, 4, 5, 6].map((second, i) => counter(`剩余 09:0${second}`, i * 1000))
    expect(codesOf({ clocks: up })).toEqual(['reversed'])
    const down = [9, 8, 7, 6, 5, 4].map((second, i) => counter(`14:41:0${second}`, i * 1000))
    expect(codesOf({ clocks: down })).toEqual(['reversed'])
  })

  it('tells another speed by whole minutes, by seconds of the page and by the cursor', () => {
    for (const speed of [1.25, 1.5, 2, 3]) {
      expect(codesOf({ clocks: honestClock(36_030_000, 140_000, speed) }, 140_000)).toEqual(['speed-changed'])
      const seconds = [0, 2000, 4000, 6000, 8000].map((ms) =>
        counter(`剩余 ${String(Math.floor(50 - (ms * speed) / 1000)).padStart(2, '0')}秒`, ms),
      )
      expect(codesOf({ clocks: seconds })).toEqual(['speed-changed'])
    }
    expect(codesOf({ blinking: [{ atMs: 0, untilMs: 4000, halfPeriodMs: 265, turns: 15, box: [60, 520, 8, 40] }] })).toEqual([
      'speed-changed',
    ])
    expect(codesOf({ blinking: [{ atMs: 0, untilMs: 4000, halfPeriodMs: 265, turns: 3, box: [60, 520, 8, 40] }] })).toEqual([])
  })

  it('tells a picture that was held, from ten seconds on', () => {
    expect(codesOf({ motionless: [{ atMs: 0, untilMs: 19_900 }] }, 20_000)).toEqual(['still'])
    expect(codesOf({ motionless: [{ atMs: 0, untilMs: 6000 }] }, 6000)).toEqual([])
  })

  it('tells a clock that stands still for longer than its minute', () => {
    expect(codesOf({ clocks: [clock('9:41', 0, 90_000)] }, 90_000)).toEqual(['clock-jump'])
  })

  it('tells a program as writer only where no device is named, and where a file breaks off', () => {
    expect(ofMotion({}, 60_000, { encoder: 'Lavf59.27.100', device: null }).map(({ code }) => code)).toEqual(['re-encoded'])
    expect(ofMotion({}, 60_000, { encoder: 'Lavf59.27.100', device: 'Pixel 8' })).toEqual([])
    expect(ofMotion({}, 60_000, { brokenAtMs: 41_000 })[0]).toMatchObject({ code: 'ends-early', atMs: 41_000 })
  })

  it('is examined whatever was measured, without a fault and with times in order', () => {
    const ms = fc.oneof(fc.integer({ min: -5000, max: 200_000 }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, 1e12))
    const box = fc.tuple(ms, ms, ms, ms)
    const text = fc.oneof(fc.string(), fc.constantFrom('14:41', '00:09:58', '58s', '99:99', '重新发送(3)', '下午2:41'))
    const motion = fc.record({
      typing: fc.array(
        fc.record({ atMs: ms, untilMs: ms, direction: fc.constantFrom('grows' as const, 'shrinks' as const), steps: ms, box }),
      ),
      blinking: fc.array(fc.record({ atMs: ms, untilMs: ms, halfPeriodMs: ms, turns: ms, box })),
      scrolling: fc.array(
        fc.record({ atMs: ms, untilMs: ms, shiftPx: ms, pace: fc.constantFrom('slows' as const, 'quickens' as const, 'even' as const) }),
      ),
      jumps: fc.array(fc.record({ atMs: ms, share: ms, withStatusBar: fc.boolean() })),
      motionless: fc.array(fc.record({ atMs: ms, untilMs: ms })),
      clocks: fc.array(
        fc.record({
          atMs: ms,
          untilMs: ms,
          where: fc.constantFrom('status-bar' as const, 'page' as const),
          text,
          confidence: ms.map((one) => one / 100_000),
          box,
        }),
      ),
      fades: fc.array(fc.record({ atMs: ms, inMs: ms, outMs: ms })),
    })
    fc.assert(
      fc.property(motion, (measured) => {
        for (const fact of factsOf({ motion: measured })) {
          expect(fact.untilMs).toBeGreaterThanOrEqual(fact.atMs)
          expect(fact.because.zh).toMatch(/。$/)
          expect(fact.because.en).toMatch(/\.$/)
          expect(`${fact.because.zh}${fact.because.en}`).not.toMatch(/NaN|undefined|Infinity/)
        }
      }),
      { numRuns: 300 },
    )
  })
})
