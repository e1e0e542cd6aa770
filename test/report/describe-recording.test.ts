import { describe, expect, it } from 'vitest'
import { describeRecording, type Paint } from '../../src/report/describe-recording.js'
import { activationRecording, fact, screensUntil } from '../builders/activation-recording.js'
import { deliveredKey } from '../builders/case.js'
import { line } from '../builders/picture.js'

const plain: Paint = {
  strong: (text) => text,
  faint: (text) => text,
  label: (text) => text,
  event: (text) => text,
  doubt: (text) => `<doubt>${text}</doubt>`,
  alarm: (text) => `<alarm>${text}</alarm>`,
}
const told = (examined = activationRecording(), language: 'zh' | 'en' = 'zh', reveal = false) =>
  describeRecording(examined, { reveal, language }, plain)

describe('describeRecording', () => {
  it('says in its first line what the recording is and how fast it was read', () => {
    expect(told()[0]).toBe(
      'evidence/clip.mp4  1080×2340 · 0:30.0 · h264 30 fps（可变帧率） · 3 屏 · 激活录屏 · 显示失败 · 用时 5.0 秒，速度是播放的 6.0 倍',
    )
    expect(told(activationRecording({ totalMs: 60_000 }), 'en')[0]).toContain('slower than playing')
  })

  it('tells every screen in order with its times, and which one returns', () => {
    const heads = told().filter((entry) => /^ {2}\d/.test(entry))
    expect(heads.map((entry) => entry.trim().split(/ {2,}/))).toEqual([
      ['1', '0:00.0–0:09.3', '打开订单页'],
      ['2', '0:09.3–0:20.0', '打开激活页'],
      ['3', '0:20.0–0:26.0', '激活失败'],
      ['4', '0:26.0–0:30.0', '同第 2 屏', '回到激活页'],
    ])
  })

  it('gives each field once, on the screen where it was first read, with what its code means', () => {
    const entries = told()
    const third = entries.findIndex((entry) => entry.includes('0:20.0–0:26.0'))
    expect(entries[third + 1]).toContain('错误码 0xC004C003 密钥已被封禁 97%')
    expect(entries.filter((entry) => entry.includes('DD7K2M9QX4B81TZA') && entry.includes('97%'))).toHaveLength(1)
  })

  it('hides the key in fields, lines, story and facts until it may be seen', () => {
    const parts = deliveredKey.split('-')
    for (const part of parts) expect(told().join('\n')).not.toContain(part)
    expect(told(activationRecording(), 'zh', true).join('\n')).toContain(deliveredKey)
  })

  it('hides a key that was entered though no field was read from it', () => {
    const examined = activationRecording({ fields: [] })
    expect(told(examined).join('\n')).not.toContain('NPHTM')
  })

  it('sets what speaks against a recording apart from what belongs to any story', () => {
    const facts = [
      fact('error-appears', 20_000, 26_000, '出现错误', 'the error appears'),
      fact('cut', 12_000, 12_000, '12.0 秒处画面被剪断', 'a part is left out'),
      fact('re-encoded', 0, 30_000, '由聊天软件转码', 'a chat app wrote it'),
    ]
    const entries = told(activationRecording({ facts }), 'en')
    expect(entries).toContain('<alarm>  !  0:12.0  cut  a part is left out</alarm>')
    expect(entries).toContain('<doubt>  !  0:00.0–0:30.0  re-encoded  a chat app wrote it</doubt>')
    expect(entries).toContain('  •  0:20.0–0:26.0  error appears  the error appears')
  })

  it('does not say a time twice that its sentence tells', () => {
    const facts = [fact('cut', 12_000, 12_000, '0:12.0，画面被剪断', 'At 0:12.0 the recording is cut')]
    expect(told(activationRecording({ facts }))).toContain('<alarm>  !  剪切  0:12.0，画面被剪断</alarm>')
  })

  it('is all English on request, apart from what the screen itself says', () => {
    const lines = [line('Order details', { frameMs: 0 })]
    const entries = told(activationRecording({ lines, fields: [], challengeCode: '7KQ4MX' }), 'en').join('\n')
    expect(entries).toContain('same as 2')
    expect(entries).toContain('challenge code 7KQ4MX')
    expect(entries).not.toMatch(/\p{Script=Han}/u)
  })

  it('loses no line or fact at times between two screens or after the last', () => {
    const [first, second] = screensUntil(5000, 8000)
    const screens = [first, { ...second, frameMs: 6000 }].filter((screen) => screen !== undefined) as ReturnType<typeof screensUntil>
    const lines = [line('between', { frameMs: 5500 }), line('after', { frameMs: 9000 })]
    const entries = told(activationRecording({ screens, lines, fields: [], story: [] }))
    expect(entries.filter((entry) => entry.includes('between ⏐ after'))).toHaveLength(1)
  })
})
