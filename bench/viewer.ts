// npm run bench:viewer
// Frames per second of the evidence viewer, as built, in real Chromium without a graphics card: a recording of 40 screens
// with 2,000 boxes on the one that is shown, zoomed by the wheel and moved by the hand for so many seconds.
// Baseline in the same run: the same page at rest. The service's answers are made here.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { chromium, type Page } from 'playwright-core'
import sharp from 'sharp'
import { followFrames, framesOf } from './viewer/follow-frames.js'
import { boxCount, sheet } from './viewer/large-sheet.js'

const built = path.resolve('dist/console')
const seconds = 4
const leastFps = 50

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
})
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
await answerFromHere(page)
await page.goto(`http://console.test/console/cases/${sheet.case.id}/evidence`)
await page.waitForFunction("document.querySelector('.viewer-stage img')?.style.visibility === 'visible'")
await page.getByRole('button', { name: '显示全部文字框' }).click()
const stage = await page.locator('.viewer-stage').boundingBox()
if (!stage) throw new Error('there is no stage')
const middle = [stage.x + stage.width / 2, stage.y + stage.height / 2] as const

const rest = await measure(page, () => new Promise((resolve) => setTimeout(resolve, seconds * 1000)))
const zoomed = await measure(page, async () => {
  await page.mouse.move(...middle)
  for (const endMs = Date.now() + seconds * 1000; Date.now() < endMs; ) {
    const inward = Math.floor(Date.now() / 1000) % 2 === 0
    await page.mouse.wheel(0, inward ? -120 : 120)
  }
})
const moved = await measure(page, async () => {
  await page.mouse.move(...middle)
  await page.mouse.down()
  let step = 0
  for (const endMs = Date.now() + seconds * 1000; Date.now() < endMs; ) {
    step += 0.15
    await page.mouse.move(middle[0] + 150 * Math.cos(step), middle[1] + 100 * Math.sin(step))
  }
  await page.mouse.up()
})
console.log(`${boxCount} boxes on the screen shown, ${sheet.evidence[0]?.reading?.frames.length} screens, ${seconds} s each`)
console.table({ 'at rest': rest, 'zoomed by the wheel': zoomed, 'moved by the hand': moved })
await browser.close()
if (Math.min(zoomed.fps, moved.fps) < Math.min(leastFps, rest.fps * 0.9)) {
  console.error(`slower than ${leastFps} frames a second`)
  process.exitCode = 1
}

/** The frames while `work` ran. */
async function measure(on: Page, work: () => Promise<unknown>) {
  await on.evaluate(followFrames)
  await work()
  return framesOf(on)
}

async function answerFromHere(on: Page): Promise<void> {
  const picture = await sharp({ create: { width: 1080, height: 2340, channels: 3, background: '#dde6f2' } })
    .webp()
    .toBuffer()
  const json = (body: unknown) => ({ contentType: 'application/json', body: JSON.stringify(body) })
  await on.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/auth/session') return route.fulfill(json({ step: 'done', csrf: 'x' }))
    if (pathname === '/v1/me') return route.fulfill(json({ platformId: 'plat_x', mode: 'live', scopes: ['cases:read'], person: null }))
    if (pathname.endsWith('/sheet')) return route.fulfill(json(sheet))
    if (pathname.endsWith('/picture')) return route.fulfill({ contentType: 'image/webp', body: picture })
    if (pathname.startsWith('/v1/')) return route.fulfill({ status: 404, ...json({ code: 'not-found' }) })
    const file = pathname.startsWith('/console/assets/') ? pathname.slice('/console/'.length) : 'desk/index.html'
    const type = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }[path.extname(file)] ?? 'text/html'
    return route.fulfill({ contentType: type, body: await readFile(path.join(built, file)) })
  })
}
