import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../../fixtures/generator/draw-screen.js'
import { runSwiftproof } from '../commands/program.js'

const cases = path.join(import.meta.dirname, '../../fixtures/cases')
const slugs = ['instant-membership-code-used', 'contradiction-one-digit-off', 'evidence-redacted-order-number']
const file = path.join(mkdtempSync(path.join(tmpdir(), 'swiftproof-')), 'report.html')
let browser: Browser

beforeAll(async () => {
  const folders = [...slugs.map((slug) => path.join(cases, slug)), path.join(cases, 'no-such-case')]
  await runSwiftproof('judge', '--report', file, ...folders)
  browser = await openBrowser()
})
afterAll(() => browser?.close())

async function open(width: number, height: number): Promise<{ page: Page; faults: string[]; requests: string[] }> {
  const page = await browser.newPage({ viewport: { width, height } })
  const faults: string[] = []
  const requests: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('request', (request) => requests.push(request.url()))
  await page.goto(pathToFileURL(file).href)
  return { page, faults, requests }
}

describe('the report page in a real browser', () => {
  it('shows every case with its pictures, boxes, facts and signals, and fetches nothing', async () => {
    const { page, faults, requests } = await open(1280, 900)
    expect(faults).toEqual([])
    expect(requests.filter((url) => !/^(file|data):/.test(url))).toEqual([])
    expect(await page.locator('article').count()).toBe(4)
    const first = page.locator(`#${slugs[0]}`)
    expect(await first.locator('img').count()).toBe(3)
    expect(await first.locator('img').evaluateAll((all) => all.every((img) => 'naturalWidth' in img && Number(img.naturalWidth) > 0))).toBe(
      true,
    )
    expect(await first.locator('rect').count()).toBeGreaterThan(8)
    expect(await first.locator('.agree').count()).toBeGreaterThan(3)
    expect(await page.locator(`#${slugs[1]} .differ:visible`).first().innerText()).toContain('不一致')
    expect(await page.locator('#no-such-case').innerText()).toContain('file-not-found')
    await page.close()
  })

  it('puts the boxes on what was read', async () => {
    const { page } = await open(1280, 900)
    const box = page.locator(`#${slugs[0]} figure >> nth=0 >> rect.t-order-number`)
    const shot = await page.locator(`#${slugs[0]} figure >> nth=0 >> .shot`).boundingBox()
    const rect = await box.boundingBox()
    // 订单编号 stands at 712-1010 × 1195-1235 of 1080 × 2340.
    expect(((rect?.y ?? 0) - (shot?.y ?? 0)) / (shot?.height ?? 1)).toBeGreaterThan(0.4)
    expect(((rect?.y ?? 0) - (shot?.y ?? 0)) / (shot?.height ?? 1)).toBeLessThan(0.62)
    await page.close()
  })

  it('switches every word between Chinese and English', async () => {
    const { page } = await open(1280, 900)
    expect(await page.locator('main').innerText()).toContain('极速退款')
    await page.click('#language')
    const english = await page.locator(`#${slugs[1]}`).innerText()
    expect(english).toContain('review')
    expect(english).not.toMatch(/人工审核|判定依据|平台记录/)
    await page.close()
  })

  it('fits a phone of 320 px without scrolling sideways', async () => {
    const { page } = await open(320, 640)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    await page.close()
  })

  it('rules 9.3: shows no card key, neither in words nor in pictures', () => {
    const text = readFileSync(file, 'utf8')
    expect(text).not.toContain('664Q-K39A')
    expect(text).not.toContain('K39A-D9JQ-KQK9')
  })
})
