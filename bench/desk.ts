// npm run bench:desk
// The review desk as built, in real Chromium before the real service on its embedded database:
// - how long a case takes to open by key from the queue, and the next one by key from a case (`case-opened`, measured in the
//   page from the key to the painted case);
// - how many keys and presses each of the ten commonest types of case takes from open to decided, and how long the page
//   itself takes: to open, to show the frame it opens on, and from the first key to the service's answer.
// Exit code 1 when a figure is missed.
import { loadavg } from 'node:os'
import type { Page } from 'playwright-core'
import { openSite } from '../test/pages/open-site.js'
import { caseTypes } from './desk/case-types.js'
import { countInteractions, decideCases } from './desk/decide-cases.js'
import { openQueue } from './desk/open-queue.js'
import { type DecidedCase, findMissed, median } from './desk/sum-up-decisions.js'

const mostOpenMs = 300
const mostInteractions = 3

const missed: string[] = []
const promise = (words: string, isKept: boolean) => {
  console.log(`${words}${isKept ? '' : '  MISSED'}`)
  if (!isKept) missed.push(words)
}
const site = await openSite()
try {
  const waiting = await openQueue(site.client)
  const { page } = await site.open('/console/queue', await site.member('reviewer'))
  await page.getByRole('grid').waitFor()
  console.log(`load average ${loadavg()[0]?.toFixed(1)}`)
  await measureOpening(page)
  await page.evaluate(countInteractions)
  showDecided(await decideCases(page, site.client, waiting))
} finally {
  await site.close()
}
if (missed.length > 0) process.exitCode = 1

/** Each case twice by Enter from the queue, then a row of cases by the key for the next. */
async function measureOpening(page: Page): Promise<void> {
  const fromQueue: number[] = []
  for (let at = 0; at < 2 * caseTypes.length; at++) {
    await page.keyboard.press(at % caseTypes.length === 0 && at > 0 ? 'k' : 'j')
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

function showDecided(decided: readonly DecidedCase[]): void {
  console.table(
    decided.map(({ type, made, interactions, openMs, pictureMs, decideMs }) => ({
      type: type.name,
      decision: made,
      interactions,
      'ms to open': openMs,
      'ms to its frame': pictureMs ?? '—',
      'ms from key to answer': decideMs,
      'ms in all': (pictureMs ?? openMs) + decideMs,
    })),
  )
  const inAll = median(decided.map(({ openMs, pictureMs, decideMs }) => (pictureMs ?? openMs) + decideMs))
  const most = Math.max(...decided.map(({ interactions }) => interactions))
  console.log(`the page's own part of a case: median ${inAll} ms`)
  promise(`interactions from open to decided: at most ${most} (promised: ${mostInteractions})`, most <= mostInteractions)
  for (const words of findMissed(decided, caseTypes, mostInteractions)) promise(words, false)
}
