import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../../src/client/ask.js'
import { challengeActions } from '../../src/model/challenge-action.js'
import { until } from '../service/open-road.js'
import { type SampleCase, sampleCase } from '../service/sample-case.js'
import { expectAccessible, keepScreen, type Look, openSite, type Site } from './open-site.js'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site?.close())

const phone: Look = { width: 390, height: 844 }
const options = () => ({ baseUrl: site.baseUrl, apiKey: site.service.keys.test, retries: 8 })

interface Filed {
  readonly sample: SampleCase
  readonly caseId: string
  /** Where the buyer goes: the address without the host. */
  readonly address: string
  readonly linkId: string
  file(name: string): string
}

/** The case as the shop files it, without evidence, and a link to it. */
async function fileCase(slug: string, link: object = {}): Promise<Filed> {
  const sample = await sampleCase(slug)
  await site.client.putOrder(sample.order)
  const { id: caseId } = await site.client.openCase({ claim: sample.claim, reference: null })
  const made = await ask<{ id: string; url: string }>(options(), { method: 'POST', address: `/v1/cases/${caseId}/links`, json: link })
  const file = (name: string) => path.join(sample.folder, 'evidence', name)
  return { sample, caseId, address: new URL(made.url).pathname, linkId: made.id, file }
}

/** Three seconds of this screen, and then the recording, as a phone would have filmed both. */
async function filmOf(folder: string, screen: Buffer, recording: string): Promise<string> {
  const [still, film] = [path.join(folder, 'screen.png'), path.join(folder, 'film.mp4')]
  await writeFile(still, screen)
  const scale = 'scale=720:1558:force_original_aspect_ratio=decrease,pad=720:1558:(ow-iw)/2:(oh-ih)/2:white,fps=15,setsar=1'
  const filter = `[0:v]${scale}[a];[1:v]${scale}[b];[a][b]concat=n=2:v=1[out]`
  const inputs = ['-loop', '1', '-t', '3', '-i', still, '-i', recording]
  await promisify(execFile)('ffmpeg', [
    '-v',
    'error',
    '-y',
    ...inputs,
    '-filter_complex',
    filter,
    '-map',
    '[out]',
    '-pix_fmt',
    'yuv420p',
    film,
  ])
  return film
}

const need = (page: Page, title: string) => page.locator('.need').filter({ hasText: title })
const piece = (page: Page, name: string) => page.locator('.piece').filter({ hasText: name })

describe('the buyer’s page on a phone', () => {
  it('leads a buyer from the first picture over what is missing to the refund', async () => {
    const { caseId, address, file } = await fileCase('instant-windows-key-blocked')
    const { page, faults } = await site.open(address, null, phone)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await need(page, '激活失败的录屏或截图').getByText('还缺').waitFor()
    await keepScreen(page, 'buyer-first')
    await expectAccessible(page)
    await need(page, '激活失败的录屏或截图').getByLabel('选择图片').setInputFiles(file('2-activation.png'))
    await piece(page, '2-activation.png').getByText('看到了出错的画面').waitFor()
    await need(page, '激活失败的录屏或截图').getByText('已有').waitFor()
    // Read, and told, before it is judged; then asked for what is missing.
    await page.getByRole('heading', { level: 1, name: '还需要您补充凭证' }).waitFor()
    await need(page, '官方客服或授权状态').getByText('还缺').waitFor()
    await keepScreen(page, 'buyer-missing', { whole: true })
    await expectAccessible(page)
    const text = await page.locator('body').innerText()
    expect(text).not.toContain('JCYPG-GTJC2-6YWMD-CJC4M-X44D9')
    await need(page, '官方客服或授权状态').getByLabel('选择图片').setInputFiles(file('3-licence-status.png'))
    await page.getByRole('heading', { level: 1, name: '退款进行中' }).waitFor()
    await keepScreen(page, 'buyer-paying', { whole: true })
    const { items } = await ask<{ items: { id: string; amountFen: number }[] }>(options(), {
      method: 'GET',
      address: '/v1/refunds',
      query: { caseId },
    })
    const json = { state: 'succeeded', amountFen: items[0]?.amountFen, at: new Date().toISOString() }
    await ask(options(), { method: 'POST', address: `/v1/refunds/${items[0]?.id}/report`, json })
    await page.getByRole('heading', { level: 1, name: '已退款' }).waitFor()
    await page.getByText('¥128.00').first().waitFor()
    await keepScreen(page, 'buyer-paid', { fromTop: true })
    await expectAccessible(page)
    expect(faults).toEqual([])
  }, 120_000)

  it('says what is wrong with a piece: the page of another order, a picture too small to read', async () => {
    const other = await fileCase('contradiction-someone-elses-order-page')
    const { page, faults } = await site.open(other.address, null, phone)
    await page.getByLabel('选择图片').last().setInputFiles(other.file('1-order.jpg'))
    await piece(page, '1-order.jpg').getByText('不是这一笔订单的').waitFor()
    await keepScreen(page, 'buyer-another-order')
    await expectAccessible(page)
    const small = await fileCase('evidence-thumbnail')
    const second = await site.open(small.address, null, { ...phone, isDark: true })
    await need(second.page, '激活失败的录屏或截图').getByLabel('选择图片').setInputFiles(small.file('1-activation.jpg'))
    await piece(second.page, '1-activation.jpg').getByText('需要重发').waitFor()
    await second.page.locator('#pieces-title').scrollIntoViewIfNeeded()
    await keepScreen(second.page, 'buyer-too-small-dark')
    await expectAccessible(second.page)
    expect([...faults, ...second.faults]).toEqual([])
  }, 120_000)

  it.each([
    { what: 'a recording', slug: 'recording-order-to-error', paddedTo: 0 },
    { what: 'one too large to be held in memory', slug: 'recording-from-the-list', paddedTo: 70_000_000 },
  ])(
    'goes on with $what where it stopped: after the line dropped, and after the page was closed',
    async ({ slug, paddedTo }) => {
      const { caseId, address, file } = await fileCase(slug)
      const { page, faults } = await site.open(address, null, phone)
      const offsets: string[] = []
      let mayPass = 1
      await page.route('**/api/uploads/*', async (route) => {
        if (route.request().method() !== 'PATCH') return route.continue()
        offsets.push((await route.request().allHeaders())['upload-offset'] ?? '')
        // The first part arrives, then the line is gone.
        return mayPass-- > 0 ? route.continue() : route.abort('internetdisconnected')
      })
      const folder = await mkdtemp(path.join(tmpdir(), 'swiftproof-film-'))
      const recording = await paddedFile(file('1-recording.mp4'), path.join(folder, '1-recording.mp4'), paddedTo)
      await need(page, '激活失败的录屏或截图').getByLabel('选择录屏').setInputFiles(recording)
      await piece(page, '1-recording.mp4').getByText('网络中断').waitFor()
      await page.locator('#pieces-title').scrollIntoViewIfNeeded()
      if (paddedTo === 0) await keepScreen(page, 'buyer-dropped')
      await expectAccessible(page)
      await page.reload()
      await piece(page, '1-recording.mp4').getByText('请再选一次同一个文件').waitFor()
      await page.locator('#pieces-title').scrollIntoViewIfNeeded()
      if (paddedTo === 0) await keepScreen(page, 'buyer-resume')
      mayPass = 100
      const before = offsets.length
      await piece(page, '1-recording.mp4').getByLabel('选择文件').setInputFiles(recording)
      await piece(page, '1-recording.mp4').getByText('看到了出错的画面').waitFor()
      expect(offsets[0]).toBe('0')
      expect(Number(offsets[before])).toBeGreaterThan(100_000)
      const [kept] = (await site.client.getCase(caseId)).evidence
      // Byte for byte.
      expect(kept?.sha256).toBe(
        createHash('sha256')
          .update(await readFile(recording))
          .digest('hex'),
      )
      if (paddedTo === 0) await keepScreen(page, 'buyer-recording-read')
      await rm(folder, { recursive: true, force: true })
      expect(faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
    },
    180_000,
  )

  it('goes on by itself when the line drops in the middle of a recording: every byte arrives, and none twice', async () => {
    const { caseId, address, file } = await fileCase('recording-key-typed')
    const { page, faults } = await site.open(address, null, phone)
    const folder = await mkdtemp(path.join(tmpdir(), 'swiftproof-film-'))
    const recording = await paddedFile(file('1-recording.mp4'), path.join(folder, '1-recording.mp4'), 3_000_000)
    const kept: { from: string | undefined; until: number }[] = []
    page.on('response', async (response) => {
      const request = response.request()
      if (request.method() !== 'PATCH' || !response.ok()) return
      kept.push({ from: request.headers()['upload-offset'], until: (await response.json()).offset })
    })
    let parts = 0
    await page.route('**/api/uploads/*', async (route) => {
      if (route.request().method() === 'PATCH' && ++parts === 3) await page.context().setOffline(true)
      await route.continue()
    })
    await need(page, '激活失败的录屏或截图').getByLabel('选择录屏').setInputFiles(recording)
    await piece(page, '1-recording.mp4').getByText('网络中断').waitFor()
    await page.getByRole('alert').filter({ hasText: '没有网络' }).waitFor()
    await expectAccessible(page)
    expect(kept).toHaveLength(2)
    await page.context().setOffline(false)
    await piece(page, '1-recording.mp4').getByText('看到了出错的画面').waitFor()
    const whole = await readFile(recording)
    // Each part begins where the one before it ended.
    expect(kept.map(({ from }) => Number(from))).toEqual([0, ...kept.slice(0, -1).map(({ until }) => until)])
    expect(kept.at(-1)?.until).toBe(whole.length)
    const { evidence } = await site.client.getCase(caseId)
    expect(evidence.map(({ sha256 }) => sha256)).toEqual([createHash('sha256').update(whole).digest('hex')])
    await rm(folder, { recursive: true, force: true })
    expect(faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
  }, 180_000)

  it('can be paused and gone on with, and cancelled', async () => {
    const { address, file } = await fileCase('recording-without-third-party')
    const { page } = await site.open(address, null, phone)
    let hold: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      hold = resolve
    })
    await page.route('**/api/uploads/*', async (route) => {
      if (route.request().method() === 'PATCH') await held
      await route.continue().catch(() => undefined)
    })
    await page.getByLabel('选择录屏').first().setInputFiles(file('1-recording.mp4'))
    await page.getByRole('button', { name: '暂停' }).click()
    await piece(page, '1-recording.mp4').getByText('已暂停').waitFor()
    hold()
    await page.getByRole('button', { name: '继续' }).click()
    await piece(page, '1-recording.mp4').getByText('识别为').waitFor()
  }, 120_000)

  it('shows the one-time code large, alone and with a countdown, and finds it in a recording of just that', async () => {
    const { caseId, address, file } = await fileCase('recording-english', { language: 'zh' })
    const { page, faults } = await site.open(address, null, phone)
    await page.getByRole('button', { name: '带验证码录屏（推荐）' }).click()
    await page.getByRole('button', { name: '显示验证码' }).waitFor()
    await keepScreen(page, 'buyer-film-steps')
    await expectAccessible(page)
    await page.getByRole('button', { name: '显示验证码' }).click()
    await page.getByText(/9:\d\d 内有效/).waitFor()
    const code = await page.locator('.code-value > span').first().innerText()
    expect(code).toMatch(/^[A-Z0-9]{6}$/)
    const action = await page.locator('.code-action').innerText()
    expect(Object.values(challengeActions).map(({ ask }) => ask.zh)).toContain(action)
    await keepScreen(page, 'buyer-code')
    await expectAccessible(page)
    const folder = await mkdtemp(path.join(tmpdir(), 'swiftproof-film-'))
    try {
      const film = await filmOf(folder, await page.screenshot(), file('1-recording.mp4'))
      await page.getByLabel('录好了，选择录屏').setInputFiles(film)
      await piece(page, 'film.mp4').getByText('看到了一次性录屏码').waitFor()
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    const [kept] = (await site.client.getCase(caseId)).evidence
    const reading = await ask<{ challengeCode?: string }>(options(), { method: 'GET', address: `/v1/evidence/${kept?.id}/reading` })
    expect(reading.challengeCode).toBe(code)
    const reviewer = await site.open(`/console/cases/${caseId}`, await site.member('reviewer'))
    await reviewer.page.getByText(`录屏验证码 ${code}`).waitFor()
    const asked = Object.values(challengeActions).find(({ ask }) => ask.zh === action)
    await reviewer.page.getByText(asked?.look.zh ?? 'none').waitFor()
    await reviewer.page.getByText('系统不判断，请核对').waitFor()
    await reviewer.page.getByRole('application').locator('img').waitFor({ state: 'visible' })
    await keepScreen(reviewer.page, 'case-challenge')
    await expectAccessible(reviewer.page)
    expect([...faults, ...reviewer.faults]).toEqual([])
  }, 120_000)

  it('lets a buyer ask for a person with the keyboard alone, and say more', async () => {
    const { caseId, address } = await fileCase('evidence-vague-statement')
    const { page, faults } = await site.open(address, null, phone)
    await page.getByRole('heading', { level: 1, name: '还需要您补充凭证' }).waitFor()
    await keepScreen(page, 'buyer-vague')
    await need(page, '说清楚出了什么问题').getByRole('button', { name: '补充说明' }).click()
    await page.getByLabel('问题属于').selectOption('key-invalid')
    await page.getByLabel('您想说的话').fill('输入后提示卡密无效')
    await keepScreen(page, 'buyer-say')
    await expectAccessible(page)
    await page.getByRole('button', { name: '提交' }).click()
    await until(
      () => site.client.getCase(caseId),
      ({ claim }) => claim.reason === 'key-invalid',
    )
    await page.getByRole('button', { name: '转人工' }).waitFor()
    await page.getByRole('button', { name: '转人工' }).focus()
    await page.keyboard.press('Enter')
    await page.getByLabel(/您想说的话/).fill('请人工看一下')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: '审核员正在处理' }).waitFor()
    await page.getByText('请人工看一下').waitFor()
    // What the machine asked for before is no more what the buyer waits for.
    expect(await page.locator('.explanation').count()).toBe(0)
    await keepScreen(page, 'buyer-with-a-person', { fromTop: true })
    expect((await site.client.getCase(caseId)).state).toBe('in-review')
    expect(faults).toEqual([])
  }, 120_000)
})

describe('the link', () => {
  it('says kindly that it is over, or was never there', async () => {
    const { caseId, address, linkId } = await fileCase('instant-membership-code-used')
    await ask(options(), { method: 'DELETE', address: `/v1/cases/${caseId}/links/${linkId}` })
    const over = await site.open(address, null, phone)
    await over.page.getByRole('heading', { name: '链接已失效' }).waitFor()
    await keepScreen(over.page, 'buyer-link-over')
    await expectAccessible(over.page)
    expect((await fetch(`${site.baseUrl}${address}`)).status).toBe(410)
    const unknown = await site.open(`/c/${'x'.repeat(43)}`, null, phone)
    await unknown.page.getByRole('heading', { name: '没有这个页面' }).waitFor()
    expect((await fetch(`${site.baseUrl}/c/${'x'.repeat(43)}`)).status).toBe(404)
    expect([...over.faults, ...unknown.faults]).toEqual([])
  })

  it('ends the page that is open when it is revoked', async () => {
    const { caseId, address, linkId } = await fileCase('instant-acg-faka-game-key')
    const { page } = await site.open(address, null, phone)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await ask(options(), { method: 'DELETE', address: `/v1/cases/${caseId}/links/${linkId}` })
    await page.getByRole('button', { name: '补充说明' }).click()
    await page.getByLabel('您想说的话').fill('还在吗')
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByRole('alert').filter({ hasText: '链接已失效' }).waitFor()
  })

  it('may be shown in a frame by the one site it was made for, and by no other', async () => {
    const framed = await fileCase('instant-top-up-not-received', { embedOrigin: 'https://shop.example' })
    const bare = await fileCase('recording-dark-mode')
    const policyOf = async (address: string) => (await fetch(`${site.baseUrl}${address}`)).headers.get('content-security-policy') ?? ''
    expect(await policyOf(framed.address)).toMatch(/frame-ancestors 'self' https:\/\/shop\.example$/)
    expect(await policyOf(bare.address)).toMatch(/frame-ancestors 'none'$/)
    const answer = await fetch(`${site.baseUrl}${framed.address}`)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('x-frame-options')).toBeNull()
  })

  it('carries words that look like markup as words', async () => {
    const { caseId, address } = await fileCase('recording-sent-through-chat')
    const words = '</script><script>alert(1)</script><!--'
    const token = address.split('/').at(-1)
    await fetch(`${site.baseUrl}/c/${token}/api/say`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ words }),
    })
    expect((await site.client.getCase(caseId)).claim.statement).toContain(words)
    const { page, faults } = await site.open(address, null, phone)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(faults).toEqual([])
  })
})

describe('the page', () => {
  it.each([
    { name: 'narrow', width: 320, height: 640, isDark: false, language: 'zh' },
    { name: 'english', width: 390, height: 844, isDark: false, language: 'en' },
    { name: 'dark', width: 390, height: 844, isDark: true, language: 'zh' },
    { name: 'desktop', width: 1440, height: 900, isDark: false, language: 'zh' },
    { name: 'desktop-dark', width: 1440, height: 900, isDark: true, language: 'en' },
  ] as const)('is accessible, whole and nowhere wider than its window ($name)', async ({ name, language, ...look }) => {
    const { address, file } = await fileCase('review-low-trust', { language })
    const { page, faults } = await site.open(address, null, { ...look, language })
    await page.locator('input[type=file]').last().waitFor({ state: 'attached' })
    await page.locator('#pieces-title').waitFor()
    const { files } = await sampleCase('review-low-trust')
    await page
      .locator('.card input[type=file][multiple]')
      .last()
      .setInputFiles(files.map(({ fileName }) => file(fileName)))
    await page.locator('.piece .advice li').first().waitFor()
    await expect.poll(() => page.locator('.piece').count()).toBe(files.length)
    await expect.poll(() => page.locator('.reading').count()).toBe(0)
    await keepScreen(page, `buyer-page-${name}`, { whole: true })
    await expectAccessible(page)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    if (language === 'en') expect(await page.locator('main').innerText()).not.toMatch(/还缺|凭证|请|已提交/)
    expect(faults).toEqual([])
  })

  it('says that the line is down, and goes on when it is back', async () => {
    const { address } = await fileCase('window-above-cap')
    const { page } = await site.open(address, null, phone)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.context().setOffline(true)
    await page.getByRole('alert').filter({ hasText: '没有网络' }).waitFor()
    await keepScreen(page, 'buyer-offline')
    await page.context().setOffline(false)
    await page.getByRole('alert').waitFor({ state: 'detached' })
  })
})

/** A film of that many bytes at least, which shows the same: the rest is a box that players pass by. */
async function paddedFile(film: string, padded: string, bytes: number): Promise<string> {
  const content = await readFile(film)
  const free = Buffer.alloc(Math.max(8, bytes - content.length))
  free.writeUInt32BE(free.length)
  free.write('free', 4, 'latin1')
  await writeFile(padded, bytes === 0 ? content : Buffer.concat([content, free]))
  return padded
}
