import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleCase, sendCase } from '../service/sample-case.js'
import { expectAccessible, keepScreen, type Member, openSite, type Site } from './open-site.js'

let site: Site
let merchant: Member
let caseId: string

beforeAll(async () => {
  site = await openSite()
  merchant = await site.member('merchant', { name: '星河卡铺', merchantId: 'merchant-77' })
  const sample = await sampleCase('window-ordinary-buyer')
  const order = { ...sample.order, order: { ...sample.order.order, merchantId: 'merchant-77' } }
  caseId = await sendCase(site.client, { ...sample, order })
  await untilState('merchant-window')
}, 300_000)
afterAll(() => site?.close())

async function untilState(state: string): Promise<void> {
  for (;;) {
    if ((await site.client.getCase(caseId)).state === state) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

describe('a merchant', () => {
  it('sees the case, its evidence with keys covered and the deadline, objects with words and a proof, and rests', async () => {
    const { page, faults } = await site.open('/console/', merchant)
    await page.getByRole('heading', { name: '我的案件' }).waitFor()
    const { orderNumber } = await site.client.getCase(caseId)
    await page.getByRole('link', { name: orderNumber ?? '' }).waitFor()
    await keepScreen(page, 'board-merchant-list')
    await expectAccessible(page)
    await page.getByRole('link', { name: orderNumber ?? '' }).click()
    await page.getByText(/到期不答复视为同意退款/).waitFor()
    await page.locator('img[src*="/picture"]').first().waitFor()
    await page.waitForLoadState('networkidle')
    await keepScreen(page, 'board-merchant-case')
    await expectAccessible(page)
    await page.getByLabel('有异议').check()
    await page.getByRole('button', { name: '提交答复' }).click()
    await page.getByText('异议须说明理由', { exact: true }).waitFor()
    await page.getByLabel('说明').fill('卡密在付款后 3 分钟由买家本人激活，见后台截图。')
    await page.locator('input[type=file]').setInputFiles({ name: '后台截图.png', mimeType: 'image/png', buffer: await backOffice() })
    await page.getByText('后台截图.png').first().waitFor()
    await keepScreen(page, 'board-merchant-objection')
    await page.getByRole('button', { name: '提交答复' }).click()
    await page.getByRole('button', { name: '没有补充了' }).waitFor()
    await page.getByText('我方').waitFor()
    await keepScreen(page, 'board-merchant-arbitration')
    await expectAccessible(page)
    const whole = await site.client.getCase(caseId)
    expect(whole).toMatchObject({ state: 'arbitration', merchantAnswer: { state: 'objects', words: expect.stringContaining('激活') } })
    expect(whole.evidence.filter(({ side }) => side === 'merchant')).toHaveLength(1)
    await page.getByRole('button', { name: '没有补充了' }).click()
    await page.getByRole('tooltip').getByRole('button', { name: '没有补充了' }).click()
    await page.getByText('您已表示没有补充').waitFor()
    expect((await site.client.getCase(caseId)).rested).toEqual(['merchant'])
    expect(faults).toEqual([])
  })

  it('sees nothing of another merchant, and none of the pages of the platform', async () => {
    const other = await site.member('merchant', { name: '别家', merchantId: 'merchant-88' })
    const { page } = await site.open(`/console/my-cases/${caseId}`, other)
    await page.getByRole('alert').filter({ hasText: '找不到' }).first().waitFor()
    await page.goto(`${site.baseUrl}/console/board`)
    await page.getByText('没有这个页面').waitFor()
    await page.goto(`${site.baseUrl}/console/`)
    await page.getByText('没有需要答复的案件').waitFor()
    await keepScreen(page, 'board-merchant-empty')
  })

  it.each([
    { name: 'phone', width: 390, height: 844, isDark: false },
    { name: 'phone-dark', width: 390, height: 844, isDark: true },
    { name: 'desktop-dark', width: 1440, height: 900, isDark: true },
  ])('has it on a phone and in the dark, in English too ($name)', async ({ name, ...look }) => {
    const { page, faults } = await site.open(`/console/my-cases/${caseId}?lang=en`, merchant, look)
    await page.getByText('What the buyer claims').waitFor()
    await page.waitForLoadState('networkidle')
    await keepScreen(page, `board-merchant-case-${name}`)
    await expectAccessible(page)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(faults).toEqual([])
  })
})

/** What a merchant shows of its own system. */
async function backOffice(): Promise<Buffer> {
  const page = await site.browser.newPage({ viewport: { width: 640, height: 640 } })
  await page.setContent(`<meta charset="utf-8"><body style="font: 22px sans-serif; margin: 32px; line-height: 1.9">
    <h2>卡密激活记录</h2><p>卡密状态：已激活</p><p>激活时间：2026-11-17 19:24:08</p><p>激活账号：与下单账号一致</p></body>`)
  const drawn = await page.screenshot()
  await page.close()
  return drawn
}
