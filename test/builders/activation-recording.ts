import type { Examined, RecordingFact, StoryStep } from '../../src/model/examined.js'
import type { Field } from '../../src/model/field.js'
import type { RecordingFacts, Screen, TextLine } from '../../src/model/reading.js'
import { deliveredKey, orderNumber } from './case.js'
import { errorCode, key, number, piece } from './examined.js'
import { line } from './picture.js'

/** A recording as a phone writes it, nothing special about it. */
const phoneRecording: RecordingFacts = {
  format: 'mp4',
  codec: 'h264',
  widthPx: 1080,
  heightPx: 2340,
  rotationDegrees: 0,
  durationMs: 30_000,
  encoder: null,
  device: 'Xiaomi 23127PN0CC',
  createdAt: '2026-11-20T14:31:00+08:00',
  frameCount: 900,
  framesPerSecond: 29.97,
  isVariableRate: true,
  brokenAtMs: null,
  motion: { typing: [], blinking: [], scrolling: [], jumps: [], motionless: [], clocks: [], fades: [] },
}

/** Screens one after the other from 0 ms until the given times; `sameAs` where one returns. */
export function screensUntil(...ends: readonly (number | readonly [untilMs: number, sameAs: number])[]): Screen[] {
  let frameMs = 0
  return ends.map((end, index) => {
    const [untilMs, sameAs] = typeof end === 'number' ? [end, null] : end
    const screen = { index, frameMs, untilMs, sameAs, pictureMs: untilMs - 100, heightPx: 2340 }
    frameMs = untilMs
    return screen
  })
}

/** What a test changes in the recording. */
export interface RecordingChanges {
  readonly file?: string
  readonly screens?: readonly Screen[]
  readonly lines?: readonly TextLine[]
  readonly fields?: readonly Field[]
  readonly facts?: readonly RecordingFact[]
  readonly story?: readonly StoryStep[]
  readonly challengeCode?: string | null
  readonly recording?: Partial<RecordingFacts>
  readonly totalMs?: number
}

const sentence = (zh: string, en: string) => ({ zh, en })

/** Order page, activation page with the key, error dialog, activation page again: 30 s, read in 5 s. */
export function activationRecording(changes: RecordingChanges = {}): Examined {
  const lines = changes.lines ?? [
    line('订单详情', { y: 200, frameMs: 0 }),
    line(`订单号 ${orderNumber}`, { y: 300, frameMs: 0 }),
    line('激活 Windows', { y: 200, frameMs: 9300 }),
    { ...line(deliveredKey, { y: 600, frameMs: 9300 }), untilMs: 30_000, shownIn: [1, 2] },
    line('无法激活 错误代码 0xC004C003', { y: 1200, frameMs: 20_000 }),
  ]
  const fields = changes.fields ?? [
    number('order-number', orderNumber, { frameMs: 0, line: 1, box: [100, 300, 400, 40] }),
    key(deliveredKey, { frameMs: 9300, line: 3, box: [0, 600, 580, 30] }),
    errorCode('0xC004C003', 'product', { frameMs: 20_000, line: 4, box: [120, 1200, 300, 40] }),
  ]
  const base = piece(changes.file ?? 'evidence/clip.mp4', 'activation-recording', lines, {
    shows: 'failure',
    reading: {
      media: 'recording',
      durationMs: 30_000,
      screens: changes.screens ?? screensUntil(9300, 20_000, 26_000, [30_000, 1]),
      recording: { ...phoneRecording, ...changes.recording },
      timings: { totalMs: changes.totalMs ?? 5000 },
    },
  })
  return {
    ...base,
    fields,
    facts: changes.facts ?? [
      fact('key-entered', 9300, 14_000, `在激活页输入了卡密 ${deliveredKey}`, `the key ${deliveredKey} was entered`, deliveredKey),
      fact('error-appears', 20_000, 26_000, '出现错误 0xC004C003，停留 6 秒', 'the error 0xC004C003 appears and stays for 6 s'),
    ],
    story: changes.story ?? [
      { atMs: 0, untilMs: 9300, screen: 0, what: sentence('打开订单页', 'the order page is opened') },
      { atMs: 9300, untilMs: 20_000, screen: 1, what: sentence('打开激活页', 'the activation page is opened') },
      { atMs: 20_000, untilMs: 26_000, screen: 2, what: sentence('激活失败', 'the activation fails') },
      { atMs: 26_000, untilMs: 30_000, screen: 1, what: sentence('回到激活页', 'back to the activation page') },
    ],
    challengeCode: changes.challengeCode ?? null,
  }
}

/** Something noticed in a recording. */
export function fact(code: RecordingFact['code'], atMs: number, untilMs: number, zh: string, en: string, value?: string): RecordingFact {
  return { code, atMs, untilMs, because: sentence(zh, en), ...(value === undefined ? {} : { value }) }
}
