import type { Box, ClockReading, Motion, Reading, RecordingFacts, Screen, TextLine } from '../../src/model/reading.js'
import { deliveredKey, orderNumber } from './case.js'
import { line, reading } from './picture.js'

/** One screen: its lines from the top, or placed; the same text in the same place is the same line. */
export interface ShotScreen {
  readonly atMs: number
  readonly lines: readonly (string | { readonly text: string; readonly x?: number; readonly y: number })[]
  /** Index of the screen it returns to; its lines are those of that one. */
  readonly sameAs?: number
}

const stillMotion: Motion = { typing: [], blinking: [], scrolling: [], jumps: [], motionless: [], clocks: [], fades: [] }

const phoneFacts: RecordingFacts = {
  format: 'mp4',
  codec: 'h264',
  widthPx: 1080,
  heightPx: 2340,
  rotationDegrees: 0,
  durationMs: 30_000,
  encoder: 'com.android.version 14',
  device: 'Xiaomi 13',
  createdAt: null,
  frameCount: 900,
  framesPerSecond: 30,
  isVariableRate: true,
  brokenAtMs: null,
  motion: stillMotion,
}

/** A recording of these screens, one after the other, as it comes from the reader. */
export function record(
  shots: readonly ShotScreen[],
  durationMs: number,
  motion: Partial<Motion> = {},
  facts: Partial<RecordingFacts> = {},
): Reading {
  const screens = shots.map(
    ({ atMs, sameAs }, index): Screen => ({
      index,
      frameMs: atMs,
      untilMs: shots[index + 1]?.atMs ?? durationMs,
      sameAs: sameAs ?? null,
      pictureMs: atMs,
      heightPx: 2340,
    }),
  )
  const recording: RecordingFacts = { ...phoneFacts, durationMs, motion: { ...stillMotion, ...motion }, ...facts }
  return reading('evidence/2.mp4', linesOf(shots, screens), { media: 'recording', durationMs, screens, recording })
}

function linesOf(shots: readonly ShotScreen[], screens: readonly Screen[]): TextLine[] {
  const lines = new Map<string, TextLine & { shownIn: number[] }>()
  for (const [index, shot] of shots.entries()) {
    const screen = screens[index]
    if (!screen) continue
    const shown = shot.sameAs === undefined ? shot.lines : (shots[shot.sameAs]?.lines ?? [])
    for (const [i, one] of shown.entries()) {
      const { text, x = 60, y } = typeof one === 'string' ? { text: one, y: i === 0 ? 30 : 100 + i * 90 } : one
      const key = `${text} ${x} ${y}`
      const known = lines.get(key)
      const which = shot.sameAs ?? index
      const drawn = line(text, { y, frameMs: screen.frameMs })
      const box: Box = [x, y, drawn.box[2], 36]
      const glyphs = drawn.glyphs.map((glyph) => ({ ...glyph, x: glyph.x + x }))
      const before = known ?? { ...drawn, box, glyphs, shownIn: [] }
      lines.set(key, { ...before, untilMs: screen.untilMs, shownIn: [...new Set([...before.shownIn, which])] })
    }
  }
  return [...lines.values()]
}

export function clock(text: string, atMs: number, untilMs: number, confidence = 0.99): ClockReading {
  return { atMs, untilMs, where: 'status-bar', text, confidence, box: [60, 30, 100, 36] }
}

export function counter(text: string, atMs: number, confidence = 0.97): ClockReading {
  return { atMs, untilMs: atMs + 1000, where: 'page', text, confidence, box: [300, 900, 300, 40] }
}

const order: ShotScreen['lines'] = [
  '14:31',
  '订单详情',
  `订单号:${orderNumber}`,
  '下单时间 2026-11-20 14:09:30',
  '支付时间 2026-11-20 14:10:02',
  '实付款 ¥128.00',
  'Windows 11 专业版 激活码',
  `卡密 ${deliveredKey}`,
]
const activation: ShotScreen['lines'] = [
  '14:31',
  { text: 'Windows 激活中心', y: 200 },
  { text: '请输入产品密钥', y: 400 },
  { text: '立即激活', y: 900 },
]
const keyPlace = { x: 60, y: 520 }

/** What an honest session differs in. */
export interface Session {
  readonly typedKey?: string
  readonly clocks?: readonly ClockReading[]
  readonly motion?: Partial<Motion>
  readonly facts?: Partial<RecordingFacts>
}

/** Order page, the key copied, activation page, the key typed, error dialog over it, and the page again: half a minute. */
export function honestSession({ typedKey = deliveredKey, clocks, motion = {}, facts = {} }: Session = {}): Reading {
  const typed = { text: typedKey, ...keyPlace }
  const shots: readonly ShotScreen[] = [
    { atMs: 0, lines: order },
    { atMs: 5000, lines: [...order, { text: '卡密已复制', x: 400, y: 1900 }] },
    { atMs: 7000, lines: [], sameAs: 0 },
    { atMs: 8000, lines: [...activation, typed] },
    {
      atMs: 17_000,
      lines: [...activation, typed, { text: '无法激活 Windows', x: 200, y: 1200 }, { text: '错误代码: 0xC004C003', x: 200, y: 1290 }],
    },
    { atMs: 25_000, lines: [], sameAs: 3 },
  ]
  return record(
    shots,
    30_000,
    {
      typing: [{ atMs: 10_000, untilMs: 16_000, direction: 'grows', steps: 25, box: [60, 522, 560, 34] }],
      blinking: [{ atMs: 8200, untilMs: 10_000, halfPeriodMs: 530, turns: 7, box: [60, 520, 8, 40] }],
      clocks: clocks ?? [clock('14:31', 0, 20_000), clock('14:32', 20_000, 30_000)],
      fades: [{ atMs: 5000, inMs: 120, outMs: 400 }],
      jumps: [{ atMs: 8000, share: 0.7, withStatusBar: false }],
      ...motion,
    },
    facts,
  )
}
