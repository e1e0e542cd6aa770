import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleCase, sendCase } from '../service/sample-case.js'
import { expectAccessible, keepScreen, type Member, openSite, type Site } from './open-site.js'

let site: Site
let author: Member
let second: Member

beforeAll(async () => {
  site = await openSite()
  author = await site.member('lead', { name: '林主管' })
  second = await site.member('lead', { name: '周主管' })
})
afterAll(() => site?.close())

/** Puts another value into a line of the policy's text, as somebody who types would. */
async function setLine(page: Page, from: RegExp, to: string): Promise<void> {
  const area = page.getByLabel('规则全文（YAML）')
  await area.fill((await area.inputValue()).replace(from, to))
}

const liveCap = async () => {
  const answer = await fetch(`${site.baseUrl}/v1/policies/current`, { headers: { authorization: `Bearer ${site.service.keys.test}` } })
  return ((await answer.json()) as { instant: { capFen: number } }).instant.capFen
}

describe('policies', () => {
  it('are drafted with every problem shown at its line, replayed, and published by a second person only', async () => {
    const { page, faults } = await site.open('/console/policies', author)
    await page.getByText('尚未发布过，使用默认规则').waitFor()
    await keepScreen(page, 'board-policies-empty')
    await page.getByRole('button', { name: '起草修改' }).click()
    await page.getByText('没有问题').waitFor()
    await setLine(page, /capFen: 30000/, 'capFen: -5')
    await page.getByText('1 处问题').waitFor()
    await page.getByText('instant.capFen：太小，应不小于 0').waitFor()
    await page.getByRole('button', { name: /第 \d+ 行/ }).click()
    expect(await page.evaluate('getSelection().toString()')).toContain('capFen: -5')
    await keepScreen(page, 'board-policy-problem')
    await setLine(page, /capFen: -5/, 'capFen: [')
    await page.getByText(/处问题/).waitFor()
    await setLine(page, /capFen: \[/, 'capFen: 20000')
    await page.getByRole('cell', { name: 'instant.capFen' }).waitFor()
    await page.getByRole('button', { name: '用历史案件重放' }).click()
    await page.getByText('没有案件会改变结果').waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.getByText('您参与了起草，须由另一人发布').waitFor()
    expect(await page.getByRole('button', { name: /发\s*布/ }).isDisabled()).toBe(true)
    await keepScreen(page, 'board-policy-draft')
    await expectAccessible(page)
    expect(await liveCap()).toBe(30_000)

    const other = await site.open('/console/policies', second)
    await other.page.getByRole('cell', { name: '林主管' }).waitFor()
    await other.page.getByRole('button', { name: /打\s*开/ }).click()
    await other.page.getByRole('cell', { name: 'instant.capFen' }).waitFor()
    await other.page.getByRole('button', { name: /发\s*布/ }).click()
    await other.page.getByText('发布后立即生效').waitFor()
    await keepScreen(other.page, 'board-policy-publish')
    await other.page
      .getByRole('tooltip')
      .getByRole('button', { name: /发\s*布/ })
      .click()
    await other.page.getByText('生效中').waitFor()
    expect(await liveCap()).toBe(20_000)
    await other.page.getByText('已发布为第 1 版').waitFor()
    await keepScreen(other.page, 'board-policies')
    await expectAccessible(other.page)
    expect([...faults, ...other.faults]).toEqual([])
  })

  it('run as a shadow that judges new cases beside the live one, whose differences a lead watches, and is ended', async () => {
    const { page, faults } = await site.open('/console/policies', author)
    const card = page.locator('.ant-card').filter({ has: page.getByText('影子运行', { exact: true }) })
    await page.getByText('没有影子规则在运行').waitFor()
    await page.getByRole('button', { name: '起草修改' }).click()
    await page.getByText('没有问题').waitFor()
    await setLine(page, /capFen: \d+/, 'capFen: 100')
    await page.getByRole('cell', { name: 'instant.capFen' }).waitFor()
    await page.getByRole('button', { name: '影子运行', exact: true }).click()
    await page.getByText('影子运行已开始').waitFor()
    await page.getByRole('button', { name: '返回列表' }).click()
    await card.getByText('instant.capFen: 100').waitFor()
    await card.getByText('没有案件会改变结果').waitFor()
    const sample = await sampleCase('undelivered-instant-high-trust')
    const { order } = sample.order
    const id = await sendCase(site.client, { ...sample, order: { ...sample.order, order: { ...order, amountFen: 15_000 } } })
    await expect
      .poll(async () => (await site.client.getCase(id)).verdict?.outcome, { timeout: 60_000, interval: 500 })
      .toBe('instant-refund')
    const key = { headers: { authorization: `Bearer ${site.service.keys.test}` } }
    const shadow = async () => fetch(`${site.baseUrl}/v1/policies/shadow`, key)
    await expect
      .poll(async () => ((await (await shadow()).json()) as { difference: { cases: number } }).difference.cases, {
        timeout: 60_000,
        interval: 500,
      })
      .toBe(1)
    await page.reload()
    await card.getByRole('cell', { name: `…${id.slice(-8)}` }).waitFor()
    await card.getByRole('cell', { name: /极速退款 ¥150\.00/ }).waitFor()
    await card.scrollIntoViewIfNeeded()
    await keepScreen(page, 'board-policy-shadow')
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await card.scrollIntoViewIfNeeded()
    await keepScreen(page, 'board-policy-shadow-phone')
    await page.setViewportSize({ width: 1440, height: 900 })
    // What the live one decided stands.
    expect(await site.client.getCase(id)).toMatchObject({ verdict: { outcome: 'instant-refund' } })
    await card.getByRole('button', { name: '结束影子运行' }).click()
    await page.getByText('没有影子规则在运行').waitFor()
    expect((await shadow()).status).toBe(404)
    expect(faults).toEqual([])
  }, 180_000)
})
