import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { examineEvidence } from '../../src/judge/examine-evidence.js'
import type { Reading } from '../../src/model/reading.js'
import type { Verdict } from '../../src/model/verdict.js'
import { type Changes, deliveredKey, judge, orderNumber, orderPage, supportChat } from '../builders/case.js'
import { clock, counter, honestSession, record, type Session, type ShotScreen } from '../builders/recording.js'

const paying = ['instant-refund', 'refund']
const judged = (reading: Reading, changes: Changes = {}): Verdict =>
  judge({
    claim: { door: 'customer-service' },
    ...changes,
    pieces: [examineEvidence(reading, 'activation-recording'), ...(changes.pieces ?? [supportChat()])],
  })
const codesOf = ({ signals }: Verdict) => signals.map(({ code }) => code)
const signalOf = (verdict: Verdict, wanted: string) => verdict.signals.find(({ code }) => code === wanted)

describe('a recording from the order page to the error', () => {
  it('rules 3.10: is both links, tied by number and key, and pays when official support confirms', () => {
    const verdict = judged(honestSession())
    expect(verdict).toMatchObject({ outcome: 'instant-refund', rule: 'instant-high-trust' })
    expect(codesOf(verdict)).toEqual(
      expect.arrayContaining(['recording-continuous', 'typed-key-matches', 'order-number-matches', 'key-matches', 'failure-shown']),
    )
    expect(verdict.signals.filter(({ leans }) => leans === 'against')).toEqual([])
  })

  it('says that it was written anew without holding it against anybody', () => {
    const verdict = judged(honestSession({ facts: { encoder: 'Lavf60.3.100', device: null } }))
    expect(verdict.outcome).toBe('instant-refund')
    expect(signalOf(verdict, 'recording-re-encoded')).toMatchObject({ leans: 'neither', weight: 0 })
  })

  it('rules 3.12: is neutral about a file that breaks off after the error', () => {
    expect(judged(honestSession({ facts: { brokenAtMs: 29_000 } })).outcome).toBe('instant-refund')
  })

  it('rules 3.11: needs no error code, but for a picture that was held, which needs code and time like a screenshot', () => {
    const shots: readonly ShotScreen[] = [
      { atMs: 0, lines: ['订单详情', `订单号:${orderNumber}`, '实付款 ¥128.00', `卡密 ${deliveredKey}`] },
      { atMs: 8000, lines: ['无法激活 Windows', `产品密钥 ${deliveredKey}`] },
    ]
    const missing = (reading: Reading) => judged(reading).completeness.missing.map(({ link }) => link)
    const heldStill = { motionless: [{ atMs: 0, untilMs: 30_000 }] }
    expect(missing(record(shots, 30_000))).not.toContain('failure')
    expect(missing(record(shots, 30_000, heldStill))).toContain('failure')
    expect(missing(honestSession({ clocks: [], motion: heldStill }))).not.toContain('failure')
  })

  it('rules 3.10: is no order page where no screen of it is this order’s page', () => {
    const shots: readonly ShotScreen[] = [
      { atMs: 0, lines: ['14:31', 'Windows 激活中心', '请输入产品密钥', `产品密钥 ${deliveredKey}`] },
      { atMs: 8000, lines: ['14:31', '无法激活 Windows', '错误代码: 0xC004C003'] },
    ]
    const verdict = judged(record(shots, 20_000))
    expect(verdict.completeness.missing.map(({ link }) => link)).toContain('order-page')
    expect(codesOf(verdict)).not.toContain('recording-continuous')
  })

  it("rules 3.13: does not take the buyer's own error for the third party's word", () => {
    const shots: readonly ShotScreen[] = [
      { atMs: 0, lines: ['14:31', '订单详情', `订单号:${orderNumber}`, '实付款 ¥128.00', `卡密 ${deliveredKey}`] },
      { atMs: 8000, lines: ['14:31', '兑换中心', '请输入激活码', `激活码 ${deliveredKey}`] },
      { atMs: 14_000, lines: ['14:31', '激活失败', '该激活码已被其他用户使用', '确定'] },
    ]
    const verdict = judged(record(shots, 20_000), { pieces: [] })
    expect(paying).not.toContain(verdict.outcome)
    expect(verdict.completeness.missing.map(({ link }) => link)).toContain('third-party')
  })

  it('rules 3.13: takes the licence status page of the same recording for it', () => {
    const shots: readonly ShotScreen[] = [
      {
        atMs: 0,
        lines: ['14:31', '订单详情', `订单号:${orderNumber}`, '下单时间 2026-11-20 14:09:30', '实付款 ¥128.00', `卡密 ${deliveredKey}`],
      },
      { atMs: 8000, lines: ['14:31', '无法激活 Windows', `产品密钥 ${deliveredKey}`, '错误代码: 0xC004C003'] },
      { atMs: 14_000, lines: ['14:31', '授权状态查询', '卡密状态:已失效', '许可证管理', '激活次数 0', '绑定设备 0'] },
    ]
    expect(judged(record(shots, 20_000), { pieces: [] }).completeness.missing).toEqual([])
  })
})

describe('the key that is entered', () => {
  it('differs when it is another, and then a person looks', () => {
    const verdict = judged(honestSession({ typedKey: 'QX4RT-WM2YH-8KDPJ-6BVCF-TG9N7' }))
    expect(verdict).toMatchObject({ outcome: 'review', rule: 'contradiction' })
    expect(signalOf(verdict, 'typed-key-differs')?.because.zh).toBe('录屏里输入的卡密是 QX4R…G9N7，平台发出的是 VK7J…V66T，两者不同。')
  })

  it('differs by one character that is no look-alike', () => {
    expect(codesOf(judged(honestSession({ typedKey: deliveredKey.replace('K', 'W') })))).toContain('typed-key-differs')
  })

  it('never differs by look-alikes', () => {
    for (const typedKey of [deliveredKey.replace('V6', 'U6'), deliveredKey.replace('66T', '6GT'), deliveredKey.replace(/-/g, '')]) {
      expect(codesOf(judged(honestSession({ typedKey })))).not.toContain('typed-key-differs')
    }
  })

  it('is held against every key of the order', () => {
    const verdict = judged(honestSession(), { order: { deliveredKeys: ['QX4RT-WM2YH-8KDPJ-6BVCF-TG9N7', deliveredKey] } })
    expect(codesOf(verdict)).toContain('typed-key-matches')
    expect(codesOf(verdict)).not.toContain('typed-key-differs')
  })
})

const tampered: Readonly<Record<string, Session>> = {
  'a part left out': { clocks: [clock('14:31', 0, 8000), clock('14:37', 8000, 30_000)] },
  'a cut between two pages': {
    clocks: [clock('14:31', 0, 17_000), clock('14:32', 17_000, 30_000)],
    motion: { jumps: [{ atMs: 17_000, share: 0.6, withStatusBar: true }] },
  },
  'another recording joined on': { clocks: [clock('14:31', 0, 17_000), clock('11:02', 17_000, 30_000)] },
  'played backwards': { clocks: [clock('14:32', 0, 10_000), clock('14:31', 10_000, 30_000)] },
  'played backwards without a clock': {
    clocks: [],
    motion: {
      typing: [{ atMs: 10_000, untilMs: 16_000, direction: 'shrinks', steps: 25, box: [60, 522, 560, 34] }],
      fades: [{ atMs: 5000, inMs: 400, outMs: 100 }],
    },
  },
  'played faster': {
    clocks: [],
    motion: { blinking: [{ atMs: 8200, untilMs: 10_000, halfPeriodMs: 265, turns: 14, box: [60, 520, 8, 40] }] },
  },
  'a countdown played faster': { clocks: [18, 16, 14, 12, 10, 8, 6].map((second, i) => counter(`剩余 0:${second + 20}`, i * 1000)) },
  'a picture that was held': { clocks: [], motion: { motionless: [{ atMs: 0, untilMs: 30_000 }] } },
  'a key of one’s own': { typedKey: 'QX4RT-WM2YH-8KDPJ-6BVCF-TG9N7' },
}

describe('a recording that was tampered with', () => {
  it.each(Object.entries(tampered))('is looked at by a person: %s', (_, session) => {
    for (const door of ['customer-service', 'order-page'] as const) {
      const verdict = judged(honestSession(session), { claim: { door }, pieces: [orderPage(), supportChat()] })
      expect(verdict).toMatchObject({ outcome: 'review', rule: 'contradiction' })
      if (session.typedKey === undefined) expect(codesOf(verdict)).not.toContain('recording-continuous')
    }
  })

  it('is never paid by a machine, and never refused, whatever else is done to it', () => {
    const noise = fc.record({
      jumps: fc.array(
        fc.record({ atMs: fc.nat(30_000), share: fc.double({ min: 0.5, max: 1, noNaN: true }), withStatusBar: fc.boolean() }),
        { maxLength: 4 },
      ),
      scrolling: fc.array(
        fc.record({
          atMs: fc.nat(20_000),
          untilMs: fc.integer({ min: 20_000, max: 30_000 }),
          shiftPx: fc.integer({ min: -900, max: 900 }),
          pace: fc.constantFrom('slows' as const, 'even' as const),
        }),
        { maxLength: 3 },
      ),
    })
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(tampered)), noise, (session, more) => {
        const motion = { ...more, ...session.motion }
        const { outcome } = judged(honestSession({ ...session, motion: session.clocks?.length === 0 ? { ...session.motion } : motion }))
        expect(paying).not.toContain(outcome)
        expect(outcome).not.toBe('not-eligible')
      }),
      { numRuns: 60 },
    )
  })
})

describe('an honest recording read badly', () => {
  it('raises nothing for noise in its clocks', () => {
    const texts = fc.constantFrom('14:31', '14:3I', '1431', '14:81', '74:31', '14:37', '19:31', '')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(texts, fc.double({ min: 0, max: 0.74, noNaN: true })), { maxLength: 8 }),
        fc.nat(7),
        texts,
        (doubtful, at, odd) => {
          const unsure = doubtful.map(([text, confidence], i) => clock(text, i * 2000, i * 2000 + 2000, confidence))
          const oneOdd = clock(odd, 3000 + at * 100, 4000 + at * 100, 0.96)
          const sure = [clock('14:31', 0, 3000), oneOdd, clock('14:31', 5000, 20_000), clock('14:32', 20_000, 30_000)]
          const verdict = judged(honestSession({ clocks: [...unsure, ...sure] }))
          expect(verdict.signals.filter(({ leans }) => leans === 'against')).toEqual([])
          expect(verdict.outcome).toBe('instant-refund')
        },
      ),
      { numRuns: 60 },
    )
  })
})
