import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type SampleCase, sampleCase, sendCase } from '../service/sample-case.js'
import { desktop, expectAccessible, keepScreen, type Member, openSite, phone, type Site } from './open-site.js'

let site: Site
let lead: Member
let li: Member
let merchant: Member
/** Claimed first, with pictures that the second case brings again for another order; and another claim of its buyer. */
const cases = { first: '', second: '', earlier: '' }
const numbers = { first: '', second: '', earlier: '' }

beforeAll(async () => {
  site = await openSite()
  lead = await site.member('lead', { name: '林主管' })
  li = await site.member('reviewer', { name: '李审核' })
  const first = tied(await sampleCase('reuse-shot-first-claim'))
  merchant = await site.member('merchant', { name: '星河卡铺', merchantId: first.order.order.merchantId })
  await keep('first', first)
  await untilState('first', 'merchant-window')
  const second = tied(await sampleCase('reuse-same-shot-other-number'))
  await keep('second', second)
  const earlier = await sampleCase('review-record-contradicts-itself')
  const { buyer, order, ...record } = earlier.order
  const claim = { ...earlier.claim, buyerId: second.claim.buyerId }
  await keep('earlier', { ...earlier, order: { ...record, order, buyer: buyer && { ...buyer, id: claim.buyerId } }, claim })
  for (const name of ['second', 'earlier'] as const) await untilState(name, 'in-review')
})
// A case that is open in a page is held by who looks at it.
afterEach(async () => {
  for (const context of site.browser.contexts()) await context.close()
})
afterAll(() => site?.close())

/** Of one device and paid from one account. */
function tied({ order: { buyer, order, ...record }, ...rest }: SampleCase): SampleCase {
  return { ...rest, order: { ...record, order: { ...order, payerId: 'payer-31' }, buyer: buyer && { ...buyer, deviceId: 'device-77' } } }
}

async function keep(name: keyof typeof cases, sample: SampleCase): Promise<void> {
  cases[name] = await sendCase(site.client, sample)
  numbers[name] = sample.order.order.number
}

const untilState = (name: keyof typeof cases, state: string) =>
  vi.waitFor(async () => expect((await site.client.getCase(cases[name])).state).toBe(state), { timeout: 120_000, interval: 500 })

const addressOf = (name: keyof typeof cases) => `/console/cases/${cases[name]}?search=${numbers[name]}`
const panel = (page: Page) => page.getByRole('tabpanel')
const isWhole = (page: Page) => page.evaluate('document.documentElement.scrollWidth <= innerWidth')

describe('what a case hangs together with', () => {
  it('is told beside it: who brought the same picture, both pictures, and the way there and back', async () => {
    const { page, faults } = await site.open(addressOf('second'), li)
    await page.getByRole('tab', { name: /^关联 \d/ }).click()
    const shot = panel(page)
      .getByText(/同一次截屏/)
      .first()
    await shot.waitFor()
    const neighbour = panel(page).locator(`a[href*="${cases.first}"]`)
    await panel(page).getByText('另一买家').first().waitFor()
    for (const name of ['本案', '那一件']) {
      const picture = panel(page).getByRole('img', { name }).first()
      await picture.scrollIntoViewIfNeeded()
      await expect.poll(() => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBeGreaterThan(0)
    }
    await keepScreen(page, 'case-neighbours')
    await expectAccessible(page)
    await neighbour.first().click()
    await page.getByRole('heading', { level: 1, name: numbers.first }).waitFor()
    await page.getByText('待商家答复').first().waitFor()
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: numbers.second }).waitFor()
    expect(faults).toEqual([])
  })

  it('is drawn as a net, and read aloud tie by tie: buyers, device, account and picture', async () => {
    for (const look of [desktop, phone]) {
      const { page, faults } = await site.open(addressOf('second'), li, look)
      await page.getByRole('tab', { name: /^关联/ }).click()
      await panel(page).locator('canvas').waitFor()
      const ties = await panel(page).getByRole('listitem').allTextContents()
      for (const tie of [
        `${numbers.first} 设备 device-77`,
        `${numbers.second} 设备 device-77`,
        `${numbers.first} 付款账户 payer-31`,
        `${numbers.second} 付款账户 payer-31`,
      ])
        expect(ties).toContain(tie)
      expect(ties.filter((tie) => tie.includes('买家'))).toHaveLength(3)
      await panel(page).locator('canvas').scrollIntoViewIfNeeded()
      await keepScreen(page, `case-ring-${look.name}`)
      await expectAccessible(page)
      expect(await isWhole(page)).toBe(true)
      expect(faults).toEqual([])
    }
  })

  it('holds the buyer’s other cases, each a way there', async () => {
    const { page, faults } = await site.open(addressOf('second'), li)
    await panel(page).getByText('本案').waitFor()
    await panel(page).getByText('人工审核中').first().waitFor()
    await keepScreen(page, 'case-buyer')
    await expectAccessible(page)
    await panel(page).getByRole('link', { name: numbers.earlier }).click()
    await page.getByRole('heading', { level: 1, name: numbers.earlier }).waitFor()
    await panel(page).getByRole('link', { name: numbers.second }).waitFor()
    expect(faults).toEqual([])
  })
})

describe('what others do with a case', () => {
  it('brings the merchant’s words before the reviewer who has the case open', async () => {
    const reviewer = await site.open(addressOf('first'), li)
    await reviewer.page.getByRole('tab', { name: '商家' }).click()
    await panel(reviewer.page).getByText('商家没有答复').waitFor()
    const own = await site.open(`/console/my-cases/${cases.first}`, merchant)
    await own.page.getByLabel('有异议').check()
    await own.page.getByLabel('说明').fill('充值已到账，见后台流水。\n如需可再提供截图。')
    await own.page.getByRole('button', { name: '提交答复' }).click()
    await own.page.getByRole('button', { name: '没有补充了' }).waitFor()
    await panel(reviewer.page).getByText('提出异议').waitFor()
    await panel(reviewer.page).getByText('充值已到账，见后台流水。').waitFor()
    await reviewer.page.getByText('仲裁举证中').first().waitFor()
    await keepScreen(reviewer.page, 'case-merchant-objects')
    await expectAccessible(reviewer.page)
    await reviewer.page.getByRole('tab', { name: '经过' }).click()
    await panel(reviewer.page).getByText('商家答复：提出异议 · 星河卡铺').waitFor()
    await expectAccessible(reviewer.page)
    expect([...reviewer.faults, ...own.faults]).toEqual([])
  })

  it('stands in the audit trail in words: who took it, looked at keys and why, assigned it, decided and took back', async () => {
    const key = (await sampleCase('review-record-contradicts-itself')).order.order.deliveredKeys?.[0]
    const boss = await site.open(addressOf('earlier'), lead)
    await boss.page.getByText('由我处理').waitFor()
    if (key !== undefined) {
      await boss.page.getByRole('button', { name: '显示完整卡密' }).click()
      await boss.page.getByRole('dialog').getByRole('textbox').fill('核对卡密')
      await boss.page.keyboard.press('Enter')
      await boss.page.getByText(key).waitFor()
    }
    await boss.page.getByRole('combobox', { name: '负责人' }).click()
    await boss.page.locator('.ant-select-item-option').filter({ hasText: '李审核' }).click()
    await boss.page.locator('.ant-select-content').getByText('李审核').waitFor()
    await boss.page.keyboard.press('Escape')
    await boss.page.getByRole('heading', { name: '审核队列' }).waitFor()

    const reviewer = await site.open(addressOf('earlier'), li)
    await reviewer.page.getByText('由我处理').waitFor()
    expect(await reviewer.page.getByRole('tab', { name: '审计' }).count()).toBe(0)
    await reviewer.page.keyboard.press('3')
    await reviewer.page.getByRole('dialog', { name: '拒绝退款' }).waitFor()
    await reviewer.page.keyboard.press('1')
    await reviewer.page.keyboard.press('Enter')
    await reviewer.page.getByText(/秒后生效/).waitFor()
    await reviewer.page.keyboard.press('u')
    await reviewer.page.getByText('已撤销').waitFor()
    await reviewer.page.getByText('由我处理').waitFor()

    for (const look of [desktop, phone]) {
      const { page, faults } = await site.open(addressOf('earlier'), lead, look)
      await page.getByRole('tab', { name: '审计' }).click()
      const trail = await panel(page).getByRole('listitem').allTextContents()
      for (const entry of [
        '林主管 打开并领取案件',
        '林主管 分配负责人 · 给 李审核',
        '李审核 打开并领取案件',
        '李审核 作出决定 · 拒绝',
        '李审核 撤销决定',
        '系统 系统判定 · 转人工',
        '平台系统 提交申请',
        ...(key === undefined ? [] : ['林主管 查看完整卡密 · 理由：核对卡密']),
      ])
        expect(trail.filter((one) => one.includes(entry))).not.toEqual([])
      // No name of a program, and holding on is no entry of its own.
      expect(trail.filter((one) => /[a-z]+\.[a-z]+/.test(one))).toEqual([])
      await page.getByRole('tab', { name: '审计' }).scrollIntoViewIfNeeded()
      await keepScreen(page, `case-audit-${look.name}`)
      await expectAccessible(page)
      expect(await isWhole(page)).toBe(true)
      expect(faults).toEqual([])
    }
    const english = await site.open(`${addressOf('earlier')}&lang=en`, lead, { ...desktop, language: 'en' })
    await english.page.getByRole('tab', { name: 'Audit' }).click()
    await panel(english.page).getByText('Decided').waitFor()
    expect(await panel(english.page).innerText()).not.toMatch(/[a-z]+\.[a-z]+_?[a-z]*\b(?!\.)/)
    expect([...boss.faults, ...reviewer.faults, ...english.faults]).toEqual([])
  })
})
