// npm run bench:desk
// The review desk as built, in real Chromium before the real service on its embedded database:
// - how long a case takes to open by key from the queue, and the next one by key from a case (`case-opened`, measured in the
//   page from the key to the painted case).
// Exit code 1 when a figure is missed.
import type { Page } from 'playwright-core'
import { openSite } from '../test/pages/open-site.js'
import { sampleCase, sendCase } from '../test/service/sample-case.js'

/** Cases that come to people. */
const slugs = [
  'contradiction-one-digit-off',
  'contradiction-success-page',
  'contradiction-failure-before-delivery',
  'review-error-points-at-user',
  'review-support-blames-buyer',
  'review-key-used-by-buyer',
  'review-closed-after-payment',
  'review-record-contradicts-itself',
  'review-changed-mind-promised',
  'review-fault-of-service',
]
const mostOpenMs = 300

const missed: string[] = []
const promise = (words: string, isKept: boolean) => {
  console.log(`${words}${isKept ? '' : '  MISSED'}`)
  if (!isKept) missed.push(words)
}
const site = await openSite()
try {
  const ids: string[] = []
  for (const slug of slugs) {
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
  for (let at = 0; at < 2 * slugs.length; at++) {
    await page.keyboard.press(at % slugs.length === 0 && at > 0 ? 'k' : 'j')
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
  await page.waitForFunction(() => performance.getEntriesByName('case-opened').length > 0)
  return page.evaluate<number>(
    "(() => { const ms = performance.getEntriesByName('case-opened').at(-1).duration; performance.clearMeasures(); return Math.round(ms) })()",
  )
}

function median(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN
}
