import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeAt, goodPassword } from '../http/visitor.js'
import { expectAccessible, keepScreen, looks, openSite, type Site } from './open-site.js'

let site: Site

beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site?.close())

describe('the way into the console', () => {
  it('leads an invited lead by its link over the password and the one-time codes to the console, and in again', async () => {
    const { email, link } = await site.invite('lead', { name: '林主管' })
    const { page, faults } = await site.open(new URL(link).pathname + new URL(link).hash, null)
    await page.getByLabel('新密码').fill('short')
    await page.getByLabel('再输入一次').fill('short')
    await page.getByRole('button', { name: '设置并登录' }).click()
    await page.getByRole('alert').filter({ hasText: '密码太弱' }).waitFor()
    await page.getByLabel('新密码').fill(goodPassword)
    await page.getByLabel('再输入一次').fill(goodPassword)
    await keepScreen(page, 'join')
    await page.getByRole('button', { name: '设置并登录' }).click()
    await page.getByRole('heading', { name: '设置两步验证' }).waitFor()
    const secret = ((await page.locator('.ant-typography.code').textContent()) ?? '').replaceAll(/[^A-Z2-7]/g, '')
    await keepScreen(page, 'enrol')
    await expectAccessible(page)
    await page.getByLabel('验证器显示的 6 位验证码').fill(codeAt(secret, new Date()))
    await page.getByRole('button', { name: /确\s*认/ }).click()
    await page.getByRole('heading', { name: '保存恢复码' }).waitFor()
    const codes = ((await page.locator('.ant-typography.code').textContent()) ?? '').trim().split(/\s+/)
    await keepScreen(page, 'recovery-codes')
    await page.getByRole('button', { name: '已保存，继续' }).click()
    await page.getByText('队列是空的').waitFor()
    await page.getByRole('button', { name: /账号: 林主管/ }).click()
    await keepScreen(page, 'account-menu')
    await page.getByRole('button', { name: '退出登录' }).click()

    await page.getByLabel('邮箱').fill(email)
    await page.getByLabel('密码', { exact: true }).fill(`${goodPassword}!`)
    await page.getByRole('button', { name: /登\s*录/ }).click()
    await page.getByRole('alert').filter({ hasText: '不正确' }).waitFor()
    await page.getByLabel('密码', { exact: true }).fill(goodPassword)
    await page.getByRole('button', { name: /登\s*录/ }).click()
    await page.getByRole('heading', { name: '两步验证' }).waitFor()
    await page.getByLabel('验证码').fill(codes[0] ?? '')
    await page.getByRole('button', { name: /确\s*认/ }).click()
    await page.getByRole('button', { name: /账号: 林主管/ }).waitFor()
    expect(faults).toEqual([])
  })

  it.each(looks)('is accessible in both languages ($name)', async ({ name, language: _, ...look }) => {
    const { page, faults } = await site.open('/console/', null, look)
    await page.getByLabel('邮箱').waitFor()
    await keepScreen(page, `sign-in-${name}`)
    await expectAccessible(page)
    await page.getByText('English').click()
    await page.getByRole('heading', { name: 'Sign in to SwiftProof' }).waitFor()
    await expectAccessible(page)
    const account = await site.open('/console/account', await site.member('reviewer', { name: '王审核' }), look)
    await account.page.getByText('登录中的设备').waitFor()
    await account.page.getByText('本机').waitFor()
    await keepScreen(account.page, `account-${name}`)
    await expectAccessible(account.page)
    expect([...faults, ...account.faults]).toEqual([])
    expect(await account.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  })

  it('hands out pages that only this host may feed and nobody may frame, and their parts for ever', async () => {
    const page = await fetch(`${site.baseUrl}/console/anywhere`)
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(page.headers.get('cache-control')).toBe('no-store')
    const html = await page.text()
    const nonce = /nonce-([^']+)/.exec(policy)?.[1] ?? 'none'
    expect(html).toContain(nonce)
    expect(await (await fetch(`${site.baseUrl}/console/`)).text()).not.toContain(nonce)
    const script = /src="([^"]+\.js)"/.exec(html)?.[1] ?? ''
    const part = await fetch(`${site.baseUrl}${script}`, { headers: { 'accept-encoding': 'br' } })
    expect([part.status, part.headers.get('content-encoding')]).toEqual([200, 'br'])
    expect(part.headers.get('cache-control')).toContain('immutable')
    expect((await fetch(`${site.baseUrl}/console/assets/gone-1234.js`)).status).toBe(404)
    expect((await fetch(`${site.baseUrl}/console/assets/..%2f..%2f..%2fpackage.json`)).status).toBe(404)
  })
})
