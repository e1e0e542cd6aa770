import { describe, expect, it } from 'vitest'
import { examineEvidence } from '../../src/judge/examine-evidence.js'
import { matchOrder } from '../../src/judge/match-order.js'
import { readRecord } from '../../src/judge/read-record.js'
import type { Claim } from '../../src/model/claim.js'
import type { EvidenceKind } from '../../src/model/evidence.js'
import type { Examined } from '../../src/model/examined.js'
import type { QualityFault } from '../../src/model/reading.js'
import { adviceWords } from '../../src/report/advice-words.js'
import { type AdvisedPiece, advisePiece } from '../../src/report/advise-piece.js'
import { buildCase, deliveredKey, failurePage, licencePage, orderNumber, orderPage, supportChat } from '../builders/case.js'
import { piece, redacted } from '../builders/examined.js'
import { drawReading } from '../builders/reading.js'
import { honestSession, record } from '../builders/recording.js'

interface Changes {
  readonly claim?: Partial<Claim>
  readonly earlier?: readonly Examined[]
}

function advise(one: Examined, { claim, earlier = [] }: Changes = {}) {
  const { caseFile } = buildCase({ pieces: [one], ...(claim ? { claim } : {}) })
  const match = matchOrder(caseFile, readRecord(caseFile).keyTokens, [one])[0] ?? null
  return advisePiece({ fault: null, match, earlier, claim: caseFile.claim, policy: caseFile.policy })
}
const codes = (...args: Parameters<typeof advise>) => advise(...args).map(({ code }) => code)
const shot = (lines: readonly string[], as: EvidenceKind | null = null) => examineEvidence(drawReading(lines), as)
const poor = (quality: readonly QualityFault[], lines: readonly string[]) => examineEvidence(drawReading(lines, { quality }), null)

describe('what a buyer is told of a piece', () => {
  it('is what it gives, when nothing is wrong with it', () => {
    expect(codes(orderPage({ as: 'order-page' }))).toEqual(['this-order'])
    expect(codes(failurePage())).toEqual(['this-order', 'failure-seen'])
    expect(codes(supportChat())).toEqual(['support-seen'])
    expect(codes(examineEvidence(honestSession(), 'activation-recording'))).toEqual(['this-order', 'failure-seen'])
  })

  it.each([
    ['file-too-large', 'too-large'],
    ['recording-too-long', 'too-long'],
    ['picture-damaged', 'damaged'],
    ['format-unknown', 'wrong-format'],
    ['reader-died', 'not-readable'],
  ])('names what came of a file that could not be read: %s', (fault, code) => {
    const { caseFile } = buildCase()
    const asked: AdvisedPiece = { fault, match: null, earlier: [], claim: caseFile.claim, policy: caseFile.policy }
    expect(advisePiece(asked)).toMatchObject([{ code, tone: 'problem', how: { zh: expect.any(String) } }])
  })

  it('is nothing yet while it waits to be read', () => {
    const { caseFile } = buildCase()
    expect(advisePiece({ fault: null, match: null, earlier: [], claim: caseFile.claim, policy: caseFile.policy })).toEqual([])
  })

  it('names a picture too small, blurred, blank, or without a word', () => {
    expect(codes(poor(['too-small'], []))).toEqual(['too-small'])
    expect(codes(poor(['blurred'], []))).toEqual(['blurred'])
    expect(codes(poor(['blank'], []))).toEqual(['blank'])
    expect(codes(poor([], []))).toEqual(['nothing-read'])
    expect(codes(poor(['cropped'], ['订单详情', `订单号:${orderNumber}`, '实付款 ¥128.00']))).toContain('cropped')
  })

  it('names the page of another order, and nothing else of it', () => {
    const other = shot(
      ['14:31', '订单详情', '订单号:DD7K2M9QX4B99XYZ', '支付时间 2026-11-20 14:10:02', '实付款 ¥128.00', '已发货'],
      'order-page',
    )
    expect(codes(other)).toEqual(['another-order'])
  })

  it('names what was sent before', () => {
    const first = shot(['14:31', '订单详情', `订单号:${orderNumber}`, '实付款 ¥128.00'])
    const again = { ...first, reading: { ...first.reading, fileFacts: { ...first.reading.fileFacts, sha256: 'f'.repeat(64) } } }
    expect(codes(again, { earlier: [first] })).toEqual(['duplicate'])
    expect(codes(again)).not.toContain('duplicate')
  })

  it('names a key that is covered', () => {
    const covered = orderPage({ fields: [redacted('card-key'), redacted('order-number')], reading: drawReading(['订单详情', '卡密']) })
    expect(codes(covered)).toContain('covered')
  })

  it('names another kind than the buyer said, in both languages, but not a recording for a screenshot of the failure, nor the licence page for support', () => {
    const [advice] = advise(orderPage({ as: 'support-chat' }))
    expect(advice).toMatchObject({ code: 'another-kind', tone: 'hint' })
    expect(advice?.what).toEqual({
      zh: '这看起来不是官方客服聊天，而是订单页截图。',
      en: 'This does not look like a chat with support but like an order page.',
    })
    expect(codes(examineEvidence(honestSession(), 'activation-failure'))).not.toContain('another-kind')
    expect(codes(licencePage({ as: 'support-chat' }))).toEqual(['this-order', 'support-seen'])
  })

  it('names a failure without code, without time, and without anything that ties it to the order', () => {
    const bare = shot(['无法激活 Windows', '激活失败，请检查产品密钥'], 'activation-failure')
    expect(codes(bare)).toEqual(expect.arrayContaining(['no-error-code', 'no-time', 'not-tied']))
    expect(codes(failurePage())).not.toContain('no-error-code')
  })

  it('names a success where a failure is claimed, and a screen with neither', () => {
    const success = shot(['14:32', 'Windows 已激活', '激活成功', `产品密钥 ${deliveredKey}`], 'activation-failure')
    expect(codes(success)).toContain('success-shown')
    const neither = shot(['14:32', '请输入产品密钥', '下一步'], 'activation-failure')
    expect(codes(neither)).toContain('no-failure')
    // Under another reason nobody looks for a failure.
    expect(codes(neither, { claim: { reason: 'wrong-product' } })).not.toContain('no-failure')
  })

  it('asks that a recording begins on the order page, unless the claim came from there', () => {
    const film = examineEvidence(
      record([{ atMs: 0, lines: ['14:31', '无法激活 Windows', `产品密钥 ${deliveredKey}`, '错误代码: 0xC004C003'] }], 9000),
      'activation-recording',
    )
    expect(codes(film, { claim: { door: 'customer-service' } })).toContain('no-order-page')
    expect(codes(film)).not.toContain('no-order-page')
  })

  it('names a private contact that is taken for official support', () => {
    const chat = piece('evidence/3.png', 'support-chat', ['官方客服小王', '加我微信 wx12345 给你处理'], {})
    const found = {
      ...chat,
      phrases: [{ says: 'private-contact' as const, text: '', line: 1, box: [0, 0, 1, 1] as const, frameMs: null, confidence: 0.9 }],
    }
    expect(codes(found)).toContain('private-contact')
  })

  it('sees the one-time code', () => {
    expect(codes({ ...examineEvidence(honestSession(), 'activation-recording'), challengeCode: 'K7M3PX' })).toContain('code-seen')
  })

  it('has a way to do it better for everything that is wrong, in both languages', () => {
    for (const [code, { tone, what, how }] of Object.entries(adviceWords)) {
      for (const words of [what, ...(how ? [how] : [])]) {
        expect(words.zh, code).toMatch(/[\u4e00-\u9fff].*[。}]$/)
        expect(words.en, code).toMatch(/^[A-Z].*\.$/)
      }
      expect(how !== null, code).toBe(tone !== 'good')
    }
  })
})
