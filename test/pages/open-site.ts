import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import axe, { type Result } from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { openBrowser } from '../../fixtures/generator/draw-screen.js'
import { type Client, openClient } from '../../src/client/client.js'
import type { Role } from '../../src/model/person.js'
import { codeAt, goodPassword } from '../http/visitor.js'
import { copyEmbeddedDatabase } from '../servers/copy-prepared.js'
import { type RunningService, startService } from '../service/start-service.js'

/** Somebody who can sign in. */
export interface Member {
  readonly email: string
  readonly password: string
  /** Of the one-time codes; null where the role needs none. */
  readonly totpSecret: string | null
  /** As a browser keeps it: `name=value`. */
  readonly cookie: string
}

export interface Look {
  readonly width?: number
  readonly height?: number
  readonly isDark?: boolean
  readonly language?: 'zh' | 'en'
}

/** In Chinese and light, where the look does not matter. */
export const phone = { name: 'phone', width: 390, height: 844 } as const
export const desktop = { name: 'desktop', width: 1440, height: 900 } as const

/** A phone and a desktop, light and dark, in both languages: any two of these meet in one of the four. */
export const looks = [
  { name: 'phone', width: 390, height: 844, isDark: false, language: 'zh' },
  { name: 'phone-dark', width: 390, height: 844, isDark: true, language: 'en' },
  { name: 'desktop', width: 1440, height: 900, isDark: false, language: 'en' },
  { name: 'desktop-dark', width: 1440, height: 900, isDark: true, language: 'zh' },
] as const

/** What went wrong in a page by itself: errors of scripts, things its policy refused, requests to other hosts. */
interface WatchedPage {
  readonly page: Page
  readonly faults: string[]
}

/** The real service in a process of its own, on its test side, and a real browser before it. */
export interface Site {
  readonly baseUrl: string
  readonly service: RunningService
  readonly client: Client
  readonly browser: Browser
  invite(
    role: Role,
    more?: { readonly name?: string; readonly merchantId?: string },
  ): Promise<{ readonly email: string; readonly link: string }>
  /** Invited, joined, with one-time codes where the role needs them. */
  member(role: Role, more?: { readonly name?: string; readonly merchantId?: string }): Promise<Member>
  /** A page of its own browser session, signed in as the member; phone size is 390×844. */
  open(address: string, member: Member | null, look?: Look): Promise<WatchedPage>
  close(): Promise<void>
}

let members = 0

/** Whose sessions these are is told on the account's page. */
const browserName = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

/**
 * Starts the service with its pages as they were built last (`npm run setup`), with an empty embedded database. On another one
 * that `env` names, `testKey` is the API key of a platform that is there.
 */
export async function openSite(env: Readonly<Record<string, string>> = {}, testKey?: string): Promise<Site> {
  if (!existsSync(new URL('../../dist/console/desk/index.html', import.meta.url)))
    throw new Error('the console is not built: npm run setup')
  const dataDir = await mkdtemp(path.join(tmpdir(), 'swiftproof-site-'))
  await copyEmbeddedDatabase(path.join(dataDir, 'database'))
  const service = await startService({ env: { DATA_DIR: dataDir, WEBHOOKS_ALLOW_PRIVATE: 'true', ...env } })
  const browser = await openBrowser()
  const { baseUrl } = service
  const apiKey = testKey ?? service.keys.test
  const invite: Site['invite'] = async (role, { name, merchantId } = {}) => {
    const email = `${role}-${++members}@shop.example`
    const person = { email, name: name ?? email, role, merchantId: merchantId ?? null }
    const { link } = await post<{ link: string }>('/v1/people', person, { authorization: `Bearer ${apiKey}` })
    return { email, link }
  }

  async function post<Answer>(
    address: string,
    json: object,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer & { cookie: string }> {
    const answer = await fetch(`${baseUrl}${address}`, {
      method: 'POST',
      headers: { origin: baseUrl, 'content-type': 'application/json', 'user-agent': browserName, ...headers },
      body: JSON.stringify(json),
    })
    if (!answer.ok) throw new Error(`${address}: ${await answer.text()}`)
    const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? headers.cookie ?? ''
    return { ...((await answer.json()) as Answer), cookie }
  }

  return {
    baseUrl,
    service,
    browser,
    client: openClient({ baseUrl, apiKey }),
    invite,
    member: async (role, more) => {
      const { email, link } = await invite(role, more)
      const token = link.split('#')[1]
      let session = await post<{ step: string; csrf: string }>('/auth/join', { token, password: goodPassword }, {})
      let totpSecret: string | null = null
      if (session.step === 'enrol') {
        const headers = { cookie: session.cookie, 'x-csrf-token': session.csrf }
        totpSecret = (await post<{ secret: string }>('/auth/totp/enrol', {}, headers)).secret
        session = await post('/auth/totp/confirm', { code: codeAt(totpSecret, new Date()) }, headers)
      }
      return { email, password: goodPassword, totpSecret, cookie: session.cookie }
    },
    open: (address, member, look) => openAs(browser, `${baseUrl}${address}`, member, look),
    close: async () => {
      await browser.close()
      await service.end('SIGTERM')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A page of its own browser session, signed in by the member's cookie. */
export async function openAs(browser: Browser, address: string, member: Pick<Member, 'cookie'> | null, look?: Look): Promise<WatchedPage> {
  return openPage(await openContext(browser, new URL(address).origin, member, look), address)
}

async function openContext(
  browser: Browser,
  baseUrl: string,
  member: Pick<Member, 'cookie'> | null,
  look: Look = {},
): Promise<BrowserContext> {
  const { width = 1440, height = 900, isDark = false, language = 'zh' } = look
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: isDark ? 'dark' : 'light',
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    // What is on its way between two colors is neither.
    reducedMotion: 'reduce',
    isMobile: width < 600,
    hasTouch: width < 600,
  })
  // Two files of tests share the cores with everything that reads and draws.
  context.setDefaultTimeout(60_000)
  const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(member?.cookie ?? '') ?? []
  if (name !== '') await context.addCookies([{ name, value, url: baseUrl, httpOnly: true, sameSite: 'Lax' }])
  return context
}

async function openPage(context: BrowserContext, address: string): Promise<WatchedPage> {
  const page = await context.newPage()
  const faults: string[] = []
  const { host } = new URL(address)
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    // A refused request is the page's to tell, and the test's to look for.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) faults.push(message.text())
  })
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (/^https?:$/.test(url.protocol) && url.host !== host) faults.push(`asked another host: ${url.host}`)
  })
  await page.goto(address)
  return { page, faults }
}

/** Fails with what axe finds on the page, or in this part of it, against WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page, part: string | null = null): Promise<void> {
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(axe.source)
  const options = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }
  const where = part === null ? 'document' : JSON.stringify(part)
  const violations = (await page.evaluate(`axe.run(${where}, ${JSON.stringify(options)}).then(({ violations }) => violations)`)) as Result[]
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html}\n  ${failureSummary}`).join('\n')}`),
  ).toEqual([])
}

/** Of a script in the page: what comes next is drawn, and every picture that the window shows is loaded. */
const picturesAreThere = `new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))).then(() =>
  [...document.images].every((image) => {
    const { top, bottom, left, right, width } = image.getBoundingClientRect()
    return width === 0 || bottom < 0 || right < 0 || top > innerHeight || left > innerWidth || (image.complete && image.naturalWidth > 0)
  }))`

const screensFolder = process.env.SCREENS_DIR

/**
 * Keeps a picture of the page as `NAME.png` where `SCREENS_DIR` names a folder; else does nothing. From the top where `fromTop`, all of
 * it where `whole`, else what the window shows.
 */
export async function keepScreen(page: Page, name: string, { fromTop = false, whole = false } = {}): Promise<void> {
  if (!screensFolder) return
  await mkdir(screensFolder, { recursive: true })
  if (fromTop || whole) await page.evaluate('scrollTo(0, 0)')
  await expect.poll(() => page.evaluate(picturesAreThere)).toBe(true)
  await page.screenshot({ path: path.join(screensFolder, `${name}.png`), animations: 'disabled', fullPage: whole })
}
