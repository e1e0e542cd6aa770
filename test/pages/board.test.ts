import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SampleCase, sampleCase, sendCase } from '../service/sample-case.js'
import { fillMonth } from './fill-month.js'
import { type Desk, openDesk } from './open-desk.js'
import { desktop, expectAccessible, keepScreen, looks, type Member, openSite, type Site } from './open-site.js'

let site: Site
let admin: Member

/** Each page of leads and admins, and what stands on it when it is there. */
const pages = [
  { path: 'disputes', seen: '没有渠道争议', inEnglish: 'There are no disputes' },
  { path: 'deliveries', seen: 'http://127.0.0.1:9/hook', inEnglish: 'http://127.0.0.1:9/hook' },
  { path: 'people', seen: '周审核', inEnglish: 'Last sign-in' },
  { path: 'policies', seen: '没有影子规则在运行', inEnglish: 'No policy runs as a shadow' },
] as const

beforeAll(async () => {
  site = await openSite()
  admin = await site.member('admin', { name: '陈管理' })
  const reviewer = await site.member('reviewer', { name: '周审核' })
  expect(reviewer.email).toContain('reviewer')
  const headers = { authorization: `Bearer ${site.service.keys.test}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ url: 'http://127.0.0.1:9/hook' })
  expect((await fetch(`${site.baseUrl}/v1/webhooks`, { method: 'POST', headers, body })).status).toBe(201)
  // Two that are decided by the record alone, and one that a person has to decide.
  for (const slug of ['not-eligible-unpaid', 'not-eligible-already-refunded', 'review-changed-mind-promised']) {
    await decided({ ...(await sampleCase(slug)), files: [] })
  }
  // And one that is paid at once.
  await decided(await sampleCase('instant-membership-code-used'))
}, 300_000)
afterAll(() => site?.close())

async function decided(sample: SampleCase): Promise<void> {
  const caseId = await sendCase(site.client, sample).catch(() => '')
  while (caseId !== '' && (await site.client.getCase(caseId)).outcome === null) await new Promise((resolve) => setTimeout(resolve, 300))
}

/** Those of figures, before a shop that has some. */
const figurePages = [
  { path: 'board', seen: '误付上限（抽检证明）', inEnglish: 'Certified limit on wrong refunds' },
  { path: 'money', seen: '立即熔断', inEnglish: 'Stop automatic refunds' },
] as const

describe('the figures of a month', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
    await fillMonth(desk, '2026-11-24T15:40:00+08:00')
  }, 300_000)
  afterAll(() => desk?.close())

  it.each([...looks, { ...desktop, name: 'desktop-zh', isDark: false, language: 'zh' } as const])(
    'are there in every chart, accessible and no wider than the screen ($name, $language)',
    async ({ name, ...look }) => {
      const { page, faults } = await desk.open('/console/board', look)
      for (const { path, seen, inEnglish } of figurePages) {
        await page.goto(`${new URL(page.url()).origin}/console/${path}`)
        await page
          .getByText(look.language === 'zh' ? seen : inEnglish)
          .first()
          .waitFor()
        await page.waitForLoadState('networkidle')
        // The page scrolls in itself: all of it is seen in a window that is high enough.
        await page.setViewportSize({ width: look.width, height: look.width < 600 ? 2400 : 1060 })
        await keepScreen(page, `board-${path}-${name}`)
        // No card is empty, and no figure is a dash.
        expect(await page.locator('.ant-empty').count(), path).toBe(0)
        if (path === 'board') expect(await page.locator('main').innerText()).not.toMatch(/^[–—]$/m)
        if (look.language === 'en') expect(await page.locator('main').innerText(), path).not.toMatch(/自动|案件|规则|退款/)
        await expectAccessible(page)
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), path).toBe(true)
        expect(faults, path).toEqual([])
      }
    },
    120_000,
  )
})

describe('the pages of leads and admins', () => {
  it.each(looks)('are there, accessible and no wider than the screen ($name, $language)', async ({ name, ...look }) => {
    const { page, faults } = await site.open('/console/', admin, look)
    for (const { path, seen, inEnglish } of pages) {
      await page.goto(`${site.baseUrl}/console/${path}`)
      await page
        .getByText(look.language === 'zh' ? seen : inEnglish)
        .first()
        .waitFor()
      await page.waitForLoadState('networkidle')
      await keepScreen(page, `board-${path}-${name}`)
      if (look.language === 'en') expect(await page.locator('main').innerText(), path).not.toMatch(/自动|案件|规则|退款/)
      await expectAccessible(page)
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), path).toBe(true)
      expect(faults, path).toEqual([])
    }
  })

  it('show each chart as a table too', async () => {
    const { page } = await site.open('/console/board', admin)
    await page.getByRole('img', { name: /人工队列负荷/ }).waitFor()
    await page.getByRole('button', { name: '以表格查看' }).first().click()
    await page.getByRole('columnheader', { name: '到达案件数' }).waitFor()
  })

  it('stop automatic payments with a reason, and let them run again', async () => {
    const { page, faults } = await site.open('/console/money', admin)
    const breaker = async () => {
      const answer = await fetch(`${site.baseUrl}/v1/exposure`, { headers: { authorization: `Bearer ${site.service.keys.test}` } })
      return ((await answer.json()) as { breaker: { tripped: boolean; words: string | null } }).breaker
    }
    await page.getByRole('button', { name: '立即熔断' }).click()
    await page.getByRole('button', { name: /确\s*定/ }).click()
    await page.getByText('请说明原因').waitFor()
    await page.getByLabel('说明原因（记入审计）').fill('渠道通知异常，先停')
    await page.getByRole('button', { name: /确\s*定/ }).click()
    await page.getByText('自动退款已熔断').waitFor()
    expect(await breaker()).toMatchObject({ tripped: true, words: '渠道通知异常，先停' })
    await keepScreen(page, 'board-money-tripped')
    await page.getByRole('button', { name: '恢复自动退款' }).click()
    await page.getByLabel('说明原因（记入审计）').fill('渠道已恢复')
    await page.getByRole('button', { name: /确\s*定/ }).click()
    await page.getByText('自动退款运行中').waitFor()
    expect((await breaker()).tripped).toBe(false)
    expect(faults).toEqual([])
  })

  it('invite a person, whose link is shown once', async () => {
    const { page } = await site.open('/console/people', admin)
    await page.getByRole('button', { name: '邀请' }).click()
    await page.getByLabel('姓名').fill('新来的')
    await page.getByLabel('邮箱').fill('new@shop.example')
    await page
      .getByRole('button', { name: /邀\s*请/ })
      .last()
      .click()
    await page.getByText('邀请链接（只显示这一次）').waitFor()
    const link = (await page.locator('.ant-modal .boxed').textContent()) ?? ''
    expect(link).toMatch(/\/console\/join#/)
    await keepScreen(page, 'board-people-invited')
    await page.getByRole('button', { name: '已转交' }).click()
    await page.getByRole('cell', { name: 'new@shop.example' }).waitFor()
    expect(await page.content()).not.toContain(link)
  })
})
