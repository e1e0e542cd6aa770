import { describe, expect, it } from 'vitest'
import { examineEvidence } from '../../src/judge/examine-evidence.js'
import { reportReading } from '../../src/report/report-reading.js'
import { deliveredKey, failurePage } from '../builders/case.js'
import { honestSession, record } from '../builders/recording.js'

const masked = { reveal: false, language: 'zh' } as const

describe('reportReading', () => {
  it('gives the course of a recording: screens, facts, story and container', () => {
    const report = reportReading(examineEvidence(honestSession()), masked)
    expect(report.frames).toEqual([
      { index: 0, frameMs: 0, untilMs: 5000, sameAs: null },
      { index: 1, frameMs: 5000, untilMs: 7000, sameAs: null },
      { index: 2, frameMs: 7000, untilMs: 8000, sameAs: 0 },
      { index: 3, frameMs: 8000, untilMs: 17_000, sameAs: null },
      { index: 4, frameMs: 17_000, untilMs: 25_000, sameAs: null },
      { index: 5, frameMs: 25_000, untilMs: 30_000, sameAs: 3 },
    ])
    expect(report).toMatchObject({
      media: 'recording',
      facts: [
        { code: 'key-entered', atMs: 10_000, untilMs: 16_000, value: 'VK7J…V66T', because: '0:10.0 到 0:16.0，逐个输入了卡密 VK7J…V66T。' },
        { code: 'error-appears', atMs: 17_000, untilMs: 25_000, value: '0xC004C003' },
      ],
      recording: {
        codec: 'h264',
        framesPerSecond: 30,
        isVariableRate: true,
        encoder: 'com.android.version 14',
        device: 'Xiaomi 13',
        brokenAtMs: null,
      },
    })
    expect(report.lines[0]).toMatchObject({ text: '14:31', frameMs: 0, untilMs: 30_000 })
    expect(report).not.toHaveProperty('challengeCode')
  })

  it('hides keys everywhere unless they may be seen, also one that is half typed and one in a headline', () => {
    const shots = [
      { atMs: 0, lines: ['9:41', 'Windows 激活中心', '请输入产品密钥', 'VK7JG-NPHTM-C97'] },
      { atMs: 4000, lines: ['9:41', `密钥 ${deliveredKey}`, '激活失败'] },
    ]
    const typing = [{ atMs: 1000, untilMs: 3000, direction: 'grows' as const, steps: 15, box: [60, 370, 300, 36] as const }]
    for (const piece of [examineEvidence(record(shots, 9000, { typing })), examineEvidence(honestSession())]) {
      expect(JSON.stringify(reportReading(piece, masked))).not.toMatch(/NPHTM|C97JM|9MPGT/)
      expect(JSON.stringify(reportReading(piece, { reveal: true, language: 'en' }))).toContain(deliveredKey)
    }
  })

  it('says its sentences in the language that is asked for', () => {
    const { facts } = reportReading(examineEvidence(honestSession()), { reveal: false, language: 'en' }) as {
      facts?: { because: string }[]
    }
    expect(facts?.[0]?.because).toBe('From 0:10.0 to 0:16.0 the key VK7J…V66T is typed.')
  })

  it('gives the height of a screen that was scrolled, and the challenge code that was read', () => {
    const reading = record([{ atMs: 0, lines: ['9:41', '录屏验证码 7KM4XW'] }], 9000)
    const tall = { ...reading, screens: reading.screens.map((screen) => ({ ...screen, heightPx: 5200 })) }
    expect(reportReading(examineEvidence(tall), masked)).toMatchObject({ challengeCode: '7KM4XW', frames: [{ index: 0, heightPx: 5200 }] })
  })

  it('gives a still none of it', () => {
    const report = reportReading(failurePage(), masked)
    for (const name of ['facts', 'story', 'recording', 'challengeCode']) expect(report).not.toHaveProperty(name)
    expect(report.frames).toEqual([])
  })
})
