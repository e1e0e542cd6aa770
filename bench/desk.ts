// npm run bench:desk
// The review desk as built, in real Chromium before the real service on its embedded database:
// - how long a case takes to open by key from the queue, and the next one by key from a case (`case-opened`, measured in the
//   page from the key to the painted case);
// - how many keys lead from the open case to its decision, for ten common types of cases;
// - how many frames a second a queue of 10,000 cases gives while it is scrolled (its lines are made here, all else is real).
// Baseline of the frames in the same run: the same page at rest. Exit code 1 when a figure is missed.
import type { Page } from 'playwright-core'
import type { QueueLine } from '../src/client/answers.js'
import { openSite } from '../test/pages/open-site.js'
import { sampleCase, sendCase } from '../test/service/sample-case.js'
import { followFrames, framesOf } from './viewer/follow-frames.js'

/** Types of cases that come to people, and how each is commonly decided: the keys from the open case to its decision. */
const types: Readonly<Record<string, readonly string[]>> = {
  'contradiction-one-digit-off': ['3', '1', 'Enter'],
  'contradiction-success-page': ['3', '1', 'Enter'],
  'contradiction-failure-before-delivery': ['3', '1', 'Enter'],
  'review-error-points-at-user': ['3', '1', 'Enter'],
  'review-support-blames-buyer': ['3', '1', 'Enter'],
  'review-key-used-by-buyer': ['3', '1', 'Enter'],
  'review-closed-after-payment': ['1'],
  'review-record-contradicts-itself': ['1'],
  'review-changed-mind-promised': ['1'],
  'review-fault-of-service': ['4', 'Enter'],
}
const mostKeys = 3
const mostOpenMs = 300
const leastFps = 50
const queued = 10_000

const missed: string[] = []
const promise = (words: string, isKept: boolean) => {
  console.log(`${words}${isKept ? '' : '  MISSED'}`)
  if (!isKept) missed.push(words)
}
const site = await openSite()
try {
  const ids: string[] = []
  for (const slug of Object.keys(types)) {
    const sample = await sampleCase(slug)
    if (sample.files.length > 0) ids.push(await sendCase(site.client, sample))
    else {
      await site.client.putOrder(sample.order)
      ids.push((await site.client.openCase({ claim: sample.claim, reference: null })).id)
    }
  }
  for (const id of ids) await inReview(id)
  const member = await site.member('reviewer')
  const { page } = await site.open('/console/queue', member)
  await page.getByRole('grid').waitFor()
  await measureOpening(page)
  await countKeys(page, ids)
  await page.close()
  await measureScrolling((await site.open('/console/', member)).page)
} finally {
  await site.close()
}
if (missed.length > 0) process.exitCode = 1

async function inReview(id: string): Promise<void> {
  for (const endMs = Date.now() + 120_000; (await site.client.getCase(id)).state !== 'in-review'; ) {
    if (Date.now() > endMs) throw new Error(`${id} never came to a person`)
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

/** Each case twice by Enter from the queue, then a row of cases by the key for the next. */
async function measureOpening(page: Page): Promise<void> {
  const fromQueue: number[] = []
  for (let at = 0; at < 2 * Object.keys(types).length; at++) {
    await page.keyboard.press(at % Object.keys(types).length === 0 && at > 0 ? 'k' : 'j')
    await page.waitForTimeout(400)
    await page.keyboard.press('Enter')
    fromQueue.push(await openedAfter(page))
    await page.keyboard.press('Escape')
    await page.getByRole('grid').waitFor()
  }
  const toNext: number[] = []
  await page.keyboard.press('n')
  await openedAfter(page)
  for (let at = 0; at < 8; at++) {
    await page.waitForTimeout(1500)
    await page.keyboard.press('n')
    toNext.push(await openedAfter(page))
  }
  await page.keyboard.press('Escape')
  await page.getByRole('grid').waitFor()
  const told = (times: readonly number[]) =>
    `median ${median(times)} ms of ${times.length}, ${Math.min(...times)} to ${Math.max(...times)} ms`
  promise(`a case from the queue: ${told(fromQueue)} (promised: ${mostOpenMs})`, median(fromQueue) <= mostOpenMs)
  promise(`the next case from a case: ${told(toNext)} (promised: ${mostOpenMs})`, median(toNext) <= mostOpenMs)
}

/** From the key to the painted case, in ms. */
async function openedAfter(page: Page): Promise<number> {
  await page.waitForFunction("performance.getEntriesByName('case-opened').length > 0")
  return page.evaluate<number>(
    "(() => { const ms = performance.getEntriesByName('case-opened').at(-1).duration; performance.clearMeasures(); return Math.round(ms) })()",
  )
}

async function countKeys(page: Page, ids: readonly string[]): Promise<void> {
  const counts: Record<string, { keys: number }> = {}
  for (const [at, [slug, keys]] of Object.entries(types).entries()) {
    await page.goto(`${site.baseUrl}/console/cases/${ids[at]}`)
    await page.getByText('由我处理').waitFor()
    for (const key of keys) {
      await page.keyboard.press(key)
      await page.waitForTimeout(250)
    }
    await page
      .getByText(/秒后生效/)
      .first()
      .waitFor()
    const { pendingDecision } = await site.client.getCase(ids[at] ?? '')
    if (pendingDecision === null) throw new Error(`${slug} was not decided by ${keys.join(' ')}`)
    counts[slug] = { keys: keys.length }
  }
  console.table(counts)
  const most = Math.max(...Object.values(counts).map(({ keys }) => keys))
  promise(`keys from the open case to its decision: at most ${most} (promised: ${mostKeys})`, most <= mostKeys)
}

/** The queue as it would be with so many cases: each line is one of the real ones under a number of its own. */
async function measureScrolling(page: Page): Promise<void> {
  const answer = await fetch(`${site.baseUrl}/v1/queue?limit=1`, { headers: { authorization: `Bearer ${site.service.keys.test}` } })
  const { items } = (await answer.json()) as { items: QueueLine[] }
  const [line] = items
  if (!line) throw new Error('the queue is empty')
  await page.route('**/v1/queue?*', (route) => {
    const { searchParams } = new URL(route.request().url())
    const [from, limit] = [Number(searchParams.get('cursor') ?? 0), Number(searchParams.get('limit') ?? 50)]
    const until = Math.min(from + limit, queued)
    const lines = Array.from({ length: until - from }, (_, at) => ({ ...line, id: `case_${String(from + at).padStart(26, '0')}` }))
    return route.fulfill({ json: { items: lines, next: until < queued ? String(until) : null } })
  })
  await page.goto(`${site.baseUrl}/console/queue`)
  const grid = page.getByRole('grid')
  await grid.waitFor()
  const box = await grid.boundingBox()
  if (!box) throw new Error('the queue has no place')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  const scroll = async (forMs: number) => {
    for (const endMs = Date.now() + forMs; Date.now() < endMs; ) await page.mouse.wheel(0, 900)
  }
  const rows = () => grid.getAttribute('aria-rowcount').then(Number)
  for (const endMs = Date.now() + 60_000; (await rows()) < queued && Date.now() < endMs; ) await scroll(1000)
  await page.keyboard.press('Home')
  await page.evaluate(followFrames)
  await page.waitForTimeout(3000)
  const rest = await framesOf(page)
  await scroll(5000)
  const scrolled = await framesOf(page)
  console.table({ 'at rest': rest, scrolled })
  const wanted = Math.min(leastFps, rest.fps * 0.9)
  promise(`${await rows()} rows scrolled at ${scrolled.fps} frames a second (promised: ${leastFps})`, scrolled.fps >= wanted)
}

function median(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN
}
