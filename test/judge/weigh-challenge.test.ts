import { describe, expect, it } from 'vitest'
import { examineEvidence } from '../../src/judge/examine-evidence.js'
import { judgeCase } from '../../src/judge/judge-case.js'
import type { IssuedCode } from '../../src/model/case.js'
import type { Reading } from '../../src/model/reading.js'
import { buildCase, deliveredKey, orderNumber, supportChat } from '../builders/case.js'
import { record } from '../builders/recording.js'

const issued: IssuedCode = { code: 'K7M3PX', issuedAt: '2026-11-20T06:30:00.000Z', expiresAt: '2026-11-20T06:40:00.000Z' }
const inTime = '2026-11-20T06:35:00.000Z'

/** From the buyer's page with the code over the order page to the error. */
function filmed(code = 'K7M3PX', facts = {}): Reading {
  return record(
    [
      { atMs: 0, lines: ['14:31', '录屏验证码', code] },
      { atMs: 5000, lines: ['14:31', '订单详情', `订单号:${orderNumber}`, '实付款 ¥128.00', `卡密 ${deliveredKey}`] },
      { atMs: 12_000, lines: ['14:31', '无法激活 Windows', `产品密钥 ${deliveredKey}`, '错误代码: 0xC004C003'] },
    ],
    20_000,
    {},
    facts,
  )
}

function judged(reading: Reading, { codes = [issued] as readonly IssuedCode[], announcedAt = inTime as string | null } = {}) {
  const pieces = [examineEvidence(reading, 'activation-recording'), supportChat()]
  const { caseFile, examined } = buildCase({ claim: { door: 'customer-service' }, pieces })
  const evidence = caseFile.evidence.map((piece) => (announcedAt === null ? piece : { ...piece, announcedAt }))
  return judgeCase({ ...caseFile, evidence, issuedCodes: codes }, examined)
}

const signalOf = (verdict: ReturnType<typeof judged>) => verdict.signals.find(({ code }) => code === 'challenge-code-shown')

describe('a recording with the one-time code of its case', () => {
  it('speaks strongly for the buyer when it was there before the code was over', () => {
    expect(signalOf(judged(filmed()))).toMatchObject({ leans: 'for', weight: 3, group: 'recording', seenIn: ['evidence/2.mp4'] })
  })

  it('does so too where the reader takes one character for another that looks like it', () => {
    expect(signalOf(judged(filmed('K7M3PX'), { codes: [{ ...issued, code: 'K7M3PX' }] }))).toBeDefined()
    expect(signalOf(judged(filmed('U7M3PX'), { codes: [{ ...issued, code: 'V7M3PX' }] }))).toBeDefined()
  })

  it.each([
    ['another code', filmed('K7M3PY'), {}],
    ['no code at all', filmed('----'), {}],
    ['a file that was announced after the code was over', filmed(), { announcedAt: '2026-11-20T06:40:00.001Z' }],
    ['a file that was there before the code', filmed(), { announcedAt: '2026-11-20T06:29:59.999Z' }],
    ['a file of which nobody knows since when it was there', filmed(), { announcedAt: null }],
    ['a case without a code', filmed(), { codes: [] }],
  ])('says nothing of %s', (_, reading, asked) => {
    expect(signalOf(judged(reading, asked))).toBeUndefined()
  })

  it('is never held against a buyer who films without one: the verdict is the same', () => {
    const [without, withIssued] = [judged(filmed('----'), { codes: [] }), judged(filmed('----'))]
    expect(withIssued).toEqual(without)
  })

  it('is worth nothing where the recording is cut', () => {
    const cut = filmed('K7M3PX')
    const { recording } = cut
    const clocks = [
      { atMs: 0, untilMs: 5000, where: 'status-bar' as const, text: '14:31', confidence: 0.99, box: [60, 30, 100, 36] as const },
      { atMs: 12_000, untilMs: 20_000, where: 'status-bar' as const, text: '14:58', confidence: 0.99, box: [60, 30, 100, 36] as const },
    ]
    const reading = { ...cut, recording: recording && { ...recording, motion: { ...recording.motion, clocks } } }
    expect(signalOf(judged(reading))).toBeUndefined()
  })
})
