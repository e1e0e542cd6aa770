import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../../fixtures/generator/draw-screen.js'
import { judgeCase } from '../../src/judge/judge-case.js'
import type { Examined } from '../../src/model/examined.js'
import type { Picture } from '../../src/ports.js'
import { drawReport } from '../../src/report/draw-report.js'
import { keepScreen } from '../../src/report/keep-screen.js'
import { maskKeys } from '../../src/report/mask-keys.js'
import { shrinkScreens } from '../../src/report/shrink-screens.js'
import { activationRecording, fact } from '../builders/activation-recording.js'
import { buildCase, deliveredKey } from '../builders/case.js'
import { line } from '../builders/picture.js'

/** A white screen of 540 × 1170 with the key printed at these places. */
async function screenWithKey(...places: readonly (readonly [left: number, top: number])[]): Promise<Picture> {
  const texts = places.map(
    ([x, y]) => `<text x="${x}" y="${y + 24}" font-size="22" font-family="Liberation Mono,monospace">${deliveredKey}</text>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="540" height="1170"><rect width="540" height="1170" fill="#fff"/>${texts.join('')}</svg>`
  return { widthPx: 540, heightPx: 1170, rgb: await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer() }
}

/** How dark the darkest pixel is in this part of the shown picture. */
async function darkest(dataUri: string | null, [left, top]: readonly [number, number]): Promise<number> {
  const webp = Buffer.from((dataUri ?? '').split(',')[1] ?? '', 'base64')
  const { channels } = await sharp(webp).extract({ left, top, width: 400, height: 32 }).greyscale().stats()
  return channels[0]?.min ?? 0
}

/** Screens 0-2 show the key: at its place, moved, and nowhere that can be found. */
function recordingWithKey(): Examined {
  const shown = { ...line(deliveredKey, { frameMs: 0 }), box: [40, 600, 400, 32] as const, glyphs: [], untilMs: 26_000, shownIn: [0, 1, 2] }
  const examined = activationRecording({ lines: [shown], fields: [] })
  return { ...examined, reading: { ...examined.reading, width: 540, height: 1170 } }
}

const hide = maskKeys([deliveredKey])

describe('shrinkScreens', () => {
  it('rules 9.3: hides a key on every screen that shows it, where it has moved too, and all of a screen where it cannot be found', async () => {
    const pictures = [await screenWithKey([40, 600]), await screenWithKey([70, 200]), await screenWithKey()]
    pictures[2] = { ...(await screenWithKey([40, 900])), rgb: (await screenWithKey([40, 900])).rgb.map((value) => 255 - value) }
    const kept = await Promise.all(pictures.map((picture, screen) => keepScreen(screen, picture)))
    const masked = await shrinkScreens(recordingWithKey(), kept, hide)
    const open = await shrinkScreens(recordingWithKey(), kept, null)
    expect(masked.map(({ screen }) => screen)).toEqual([0, 1, 2])
    expect(await darkest(open[0]?.dataUri ?? null, [40, 600])).toBeLessThan(60)
    expect(await darkest(masked[0]?.dataUri ?? null, [40, 600])).toBeGreaterThan(120)
    expect(await darkest(open[1]?.dataUri ?? null, [70, 200])).toBeLessThan(60)
    expect(await darkest(masked[1]?.dataUri ?? null, [70, 200])).toBeGreaterThan(120)
    const blotted = await sharp(Buffer.from(masked[2]?.dataUri?.split(',')[1] ?? '', 'base64'))
      .greyscale()
      .stats()
    const plain = await sharp(Buffer.from(open[2]?.dataUri?.split(',')[1] ?? '', 'base64'))
      .greyscale()
      .stats()
    expect(plain.channels[0]?.max).toBeGreaterThan(200)
    expect(blotted.channels[0]?.max).toBeLessThan(140)
  })

  it('leaves a screen without a key as it is', async () => {
    const kept = [await keepScreen(3, await screenWithKey([40, 600]))]
    const [picture] = await shrinkScreens(recordingWithKey(), kept, hide)
    expect(await darkest(picture?.dataUri ?? null, [40, 600])).toBeLessThan(60)
  })
})

describe('a recording on the report page', () => {
  const facts = [
    fact('re-encoded', 0, 30_000, '由聊天软件转码', 'a chat app wrote it'),
    fact('key-entered', 9300, 14_000, `输入了卡密 ${deliveredKey}`, `the key ${deliveredKey} was entered`, deliveredKey),
    fact('cut', 12_000, 12_000, '画面被剪断', 'the recording is cut'),
    fact('error-appears', 20_000, 26_000, '出现错误', 'the error appears'),
  ]
  const recording = activationRecording({ facts, challengeCode: '7KQ4MX', recording: { encoder: 'Lavf59.27.100' } })
  let browser: Browser
  let text: string
  let address: string

  beforeAll(async () => {
    const { caseFile, examined } = buildCase({ pieces: [recording] })
    const verdict = judgeCase(caseFile, examined)
    const kept = await Promise.all([0, 1, 2].map(async (screen) => keepScreen(screen, await screenWithKey())))
    const pictures = await shrinkScreens(recording, kept, hide)
    text = await drawReport([{ id: 'case-1', title: null, judged: { caseFile, examined, verdict, seconds: 5 }, pictures, hide }], 'zh')
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'swiftproof-')), 'report.html')
    writeFileSync(file, text)
    address = pathToFileURL(file).href
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  it('is a film strip of its distinct screens with times, returns, marks and boxes', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(address)
    const frames = page.locator('.film figure')
    expect(await frames.count()).toBe(3)
    expect(await page.locator('.film img').count()).toBe(3)
    const captions = await frames.allInnerTexts()
    expect(captions[0]).toMatch(/1\s+0:00\.0–0:09\.3[\s\S]*打开订单页/)
    expect(captions[1]).toMatch(/2\s+0:09\.3–0:20\.0\s*\+ 0:26\.0–0:30\.0[\s\S]*输入卡密 0:09\.3[\s\S]*剪切 0:12\.0/)
    expect(captions[2]).toMatch(/出现错误 0:20\.0/)
    expect(captions.join()).not.toContain('转码')
    expect(await frames.nth(2).locator('rect.t-error-code').count()).toBe(1)
    await page.close()
  })

  it('has a bar with every screen at its place in time and every event below', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(address)
    const track = await page.locator('.track').boundingBox()
    const last = await page.locator('.track a').nth(3).boundingBox()
    expect(((last?.x ?? 0) - (track?.x ?? 0)) / (track?.width ?? 1)).toBeCloseTo(26 / 30, 2)
    expect(await page.locator('.track a').count()).toBe(4)
    expect(await page.locator('.lane i').count()).toBe(4)
    expect(await page.locator('.lane i.alarm').getAttribute('title')).toContain('剪切')
    for (const link of await page.locator('.track a').all())
      expect(await page.locator((await link.getAttribute('href')) ?? '').count()).toBe(1)
    await page.close()
  })

  it('says what was noticed and what the container tells, in either language', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(address)
    expect(await page.locator('.noticed li').count()).toBe(4)
    const chinese = await page.locator('.recording').innerText()
    for (const part of ['h264 30 fps', '编码器 Lavf59.27.100', '一次性验证码 7KQ4MX', '画面被剪断']) expect(chinese).toContain(part)
    await page.click('#language')
    expect(await page.locator('.recording').innerText()).not.toMatch(/\p{Script=Han}/u)
    await page.close()
  })

  it('shows no card key in words', () => {
    for (const part of deliveredKey.split('-').slice(1, 4)) expect(text).not.toContain(part)
  })

  it.each([320, 390])('fits a phone of %i px without scrolling sideways', async (width) => {
    const page = await browser.newPage({ viewport: { width, height: 800 } })
    await page.goto(address)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    await page.close()
  })
})
