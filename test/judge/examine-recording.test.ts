import { describe, expect, it } from 'vitest'
import { examineEvidence } from '../../src/judge/examine-evidence.js'
import { deliveredKey, orderNumber } from '../builders/case.js'
import { honestSession, record, type ShotScreen } from '../builders/recording.js'

const examined = (shots: readonly ShotScreen[], durationMs = 30_000) => examineEvidence(record(shots, durationMs))
const fieldsOf = (shots: readonly ShotScreen[]) =>
  examined(shots).fields.map(({ type, value, frameMs, untilMs }) => [type, value, frameMs, untilMs])
const order = ['9:41', '订单详情', `订单号:${orderNumber}`, '下单时间 2026-11-20 14:09:30', '实付款 ¥128.00', `卡密 ${deliveredKey}`]
const page = ['9:41', 'Windows 激活中心', '请输入产品密钥']

describe('the fields of a recording', () => {
  it('carry the times of their lines: when first seen, until last seen', () => {
    const { fields } = examineEvidence(honestSession())
    expect(fields.find(({ type }) => type === 'order-number')).toMatchObject({ value: orderNumber, frameMs: 0, untilMs: 8000 })
    expect(fields.find(({ type }) => type === 'error-code')).toMatchObject({ value: '0xC004C003', frameMs: 17_000, untilMs: 25_000 })
  })

  it('are one for each line a value stands in, however many screens show it', () => {
    const keys = examineEvidence(honestSession()).fields.filter(({ type }) => type === 'card-key')
    expect(keys.map(({ value, frameMs }) => [value, frameMs])).toEqual([
      [deliveredKey, 0],
      [deliveredKey, 8000],
    ])
    expect(new Set(keys.map(({ line }) => line)).size).toBe(2)
  })

  it('never take a label of one screen for a value of the next in its place', () => {
    expect(
      fieldsOf([
        { atMs: 0, lines: [{ text: '订单号', y: 300 }] },
        { atMs: 4000, lines: [{ text: '75312468', x: 300, y: 300 }] },
      ]),
    ).toEqual([])
  })

  it('pair a dialog with what stands behind it only while both are seen', () => {
    const label = { text: '错误代码', y: 300 }
    const value = { text: '5021', x: 300, y: 300 }
    const shown = fieldsOf([
      { atMs: 0, lines: ['9:41', '激活失败', label, value] },
      { atMs: 5000, lines: ['9:41', '我的'] },
    ])
    expect(shown).toContainEqual(['error-code', '5021', 0, 5000])
  })

  it('are none for the beginnings of a value that is typed', () => {
    const parts = ['VK7JG', 'VK7JG-NPHTM', 'VK7JG-NPHTM-C97JM', 'VK7JG-NPHTM-C97JM-9MPGT', deliveredKey]
    const shots = parts.map((text, i): ShotScreen => ({ atMs: i * 2000, lines: [...page, { text: `密钥 ${text}`, y: 500 }] }))
    expect(examined(shots).fields.flatMap(({ type, value }) => (type === 'timestamp' ? [] : [value]))).toEqual([deliveredKey])
  })

  it('keep a shorter value that stands there in the end', () => {
    const shots = [deliveredKey, 'VK7JG-NPHTM-C97JM-9MPGT'].map(
      (text, i): ShotScreen => ({ atMs: i * 2000, lines: [...page, { text: `密钥 ${text}`, y: 500 }] }),
    )
    expect(examined(shots).fields.filter(({ type }) => type === 'card-key')).toHaveLength(2)
  })
})

describe('what a recording is and shows', () => {
  const failed: ShotScreen['lines'] = ['9:41', { text: '激活失败', x: 300, y: 1200 }]
  const worked: ShotScreen['lines'] = ['9:41', { text: '激活成功', x: 300, y: 1200 }]

  it('is a failure though its toast is gone and the page stands as before', () => {
    const shots: readonly ShotScreen[] = [
      { atMs: 0, lines: page },
      { atMs: 5000, lines: [...page, { text: '激活失败', x: 300, y: 1900 }] },
      { atMs: 6000, lines: [], sameAs: 0 },
    ]
    expect(examined(shots)).toMatchObject({ kind: 'activation-recording', shows: 'failure' })
  })

  it('is what came last', () => {
    const [fail, work] = [failed, worked]
    expect(
      examined([
        { atMs: 0, lines: fail },
        { atMs: 5000, lines: work },
      ]).shows,
    ).toBe('success')
    expect(
      examined([
        { atMs: 0, lines: work },
        { atMs: 5000, lines: fail },
      ]).shows,
    ).toBe('failure')
    expect(
      examined([
        { atMs: 0, lines: page },
        { atMs: 3000, lines: fail },
        { atMs: 6000, lines: work },
        { atMs: 9000, lines: [], sameAs: 1 },
      ]).shows,
    ).toBe('success')
  })

  it('stays a success when the buyer goes back to an older failure', () => {
    expect(
      examined([
        { atMs: 0, lines: failed },
        { atMs: 4000, lines: worked },
        { atMs: 8000, lines: [], sameAs: 0 },
      ]).shows,
    ).toBe('success')
  })

  it('is a failure again when the dialog comes up anew', () => {
    const shots: readonly ShotScreen[] = [
      { atMs: 0, lines: page },
      { atMs: 3000, lines: [...page, { text: '激活失败', x: 300, y: 1900 }] },
      { atMs: 5000, lines: [], sameAs: 0 },
      { atMs: 7000, lines: [...page, { text: '激活成功', x: 300, y: 1900 }] },
      { atMs: 9000, lines: [], sameAs: 0 },
      { atMs: 12_000, lines: [], sameAs: 1 },
    ]
    expect(examined(shots)).toMatchObject({ shows: 'failure' })
    expect(examined(shots.slice(0, 5))).toMatchObject({ shows: 'success' })
  })

  it('is no attempt where pages are only looked at', () => {
    expect(
      examined([
        { atMs: 0, lines: order },
        { atMs: 9000, lines: ['9:41', '设置'] },
      ]),
    ).toMatchObject({ kind: 'order-page', shows: 'neither' })
  })
})

describe('the story of a recording', () => {
  it('goes from the order to the error and back', () => {
    expect(examineEvidence(honestSession()).story.map(({ atMs, what }) => [atMs, what.zh])).toEqual([
      [0, '显示订单页。'],
      [5000, '出现「卡密已复制」。'],
      [7000, '回到订单页。'],
      [8000, '显示激活页。'],
      [10_000, '逐个输入了卡密 VK7J…V66T。'],
      [17_000, '出现失败提示「无法激活 Windows」 0xC004C003，停留 8 秒。'],
      [25_000, '回到激活页。'],
    ])
  })

  it('tells a pasted key, and none that a page shows by itself', () => {
    const shots: readonly ShotScreen[] = [
      { atMs: 0, lines: order.slice(0, 5) },
      { atMs: 3000, lines: order },
      { atMs: 8000, lines: [...page, '立即激活'] },
      { atMs: 11_000, lines: [...page, '立即激活', { text: deliveredKey, y: 520 }] },
    ]
    const { facts } = examined(shots)
    expect(facts.filter(({ code }) => code === 'key-entered').map(({ atMs, value, because }) => [atMs, value, because.zh])).toEqual([
      [11_000, deliveredKey, '0:11.0 粘贴了卡密 VK7J…V66T。'],
    ])
  })

  it('tells scrolling that is worth it', () => {
    const shots: readonly ShotScreen[] = [{ atMs: 0, lines: order }]
    const scrolling = [{ atMs: 2000, untilMs: 2600, shiftPx: 900, pace: 'slows' as const }]
    expect(examineEvidence(record(shots, 9000, { scrolling })).story.map(({ what }) => what.en)).toEqual([
      'The order page is shown.',
      'Scrolls down.',
    ])
  })
})

describe('the challenge code', () => {
  const codeOf = (...lines: ShotScreen['lines']) =>
    examined([
      { atMs: 0, lines: ['9:41', ...lines] },
      { atMs: 5000, lines: order },
    ]).challengeCode

  it.each([['录屏验证码：7KM4XW'], ['录屏验证码 7 K M 4 X W'], ['挑战码: 7KM-4XW'], ['Challenge code 7KM4XW']])(
    'is read beside its label: %s',
    (text) => {
      expect(codeOf(text)).toBe('7KM4XW')
    },
  )

  it('is read under or beside its label', () => {
    expect(codeOf({ text: '录屏验证码', y: 400 }, { text: '7KM4XW', y: 470 })).toBe('7KM4XW')
    expect(codeOf({ text: '录屏验证码', y: 400 }, { text: '7KM4XW', x: 500, y: 400 })).toBe('7KM4XW')
  })

  it.each([
    ['验证码 482913'],
    ['短信验证码 7KM4XW'],
    ['校验码 482913'],
    ['录屏验证码 7KM4XW9'],
    ['录屏验证码 7KM4X'],
    ['录屏验证码 7KM4XO'],
    ['录屏验证码 SUBMIT'],
    ['订单号 7KM4XW'],
    [`校验码 ${deliveredKey}`],
    ['7KM4XW'],
  ])('is nothing else: %s', (text) => {
    expect(codeOf(text)).toBeNull()
  })

  it('is none when two differ, when it is typed, and on a still', () => {
    expect(codeOf('录屏验证码 7KM4XW', { text: '挑战码 3RT9PA', y: 800 })).toBeNull()
    const shots: readonly ShotScreen[] = [{ atMs: 0, lines: ['9:41', { text: '录屏验证码', y: 400 }, { text: '7KM4XW', y: 470 }] }]
    const typing = [{ atMs: 1000, untilMs: 3000, direction: 'grows' as const, steps: 6, box: [60, 470, 120, 36] as const }]
    expect(examineEvidence(record(shots, 9000, { typing })).challengeCode).toBeNull()
    expect(examineEvidence({ ...record(shots, 9000), media: 'image' }).challengeCode).toBeNull()
  })
})
