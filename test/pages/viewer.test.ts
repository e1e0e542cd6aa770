import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleCase, sendCase } from '../service/sample-case.js'
import { expectAccessible, keepScreen, type Member, openSite, type Site } from './open-site.js'

let site: Site
let reviewer: Member
let caseId: string

beforeAll(async () => {
  site = await openSite()
  reviewer = await site.member('reviewer')
  caseId = await sendCase(site.client, await sampleCase('recording-order-to-error'))
  // Until the last piece is read and judged: the page shows what stands.
  for (let state = 'open'; state === 'open'; ) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    state = (await site.client.getCase(caseId)).state
  }
})
afterAll(() => site?.close())

describe('the evidence viewer', () => {
  it('opens where the eye should land, and is worked by keys alone', async () => {
    const { page, faults } = await site.open(`/console/cases/${caseId}/evidence`, reviewer)
    const stage = page.getByRole('application')
    await stage.locator('img').waitFor({ state: 'visible', timeout: 60_000 })
    await keepScreen(page, 'viewer')
    await stage.focus()
    await page.keyboard.press(']')
    await expect.poll(() => page.locator('.viewer-said').textContent()).toMatch(/错误代码 0xC004C008 · 把握 \d+%/)
    const transform = () => stage.locator('img').evaluate((image) => image.style.transform)
    const before = await transform()
    await page.keyboard.press('+')
    await expect.poll(transform).not.toBe(before)
    await page.keyboard.press('0')
    await page.keyboard.press('r')
    await expect.poll(transform).toContain('rotate(90deg)')
    // From the strip to another screen.
    await page.getByRole('button', { name: /第 1 个画面/ }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => stage.locator('img').getAttribute('src')).toContain('frameMs=0')
    expect(faults).toEqual([])
  }, 120_000)

  it.each([
    { name: 'desktop', width: 1440, height: 900, isDark: false, language: 'zh' as const },
    { name: 'phone-dark', width: 390, height: 844, isDark: true, language: 'en' as const },
  ])(
    'is accessible ($name)',
    async ({ name, ...look }) => {
      const { page } = await site.open(`/console/cases/${caseId}/evidence`, reviewer, look)
      await page.getByRole('application').locator('img').waitFor({ state: 'visible', timeout: 60_000 })
      await keepScreen(page, `viewer-${name}`)
      await expectAccessible(page)
    },
    120_000,
  )
})
