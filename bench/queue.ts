// npm run bench:queue -- [--cases 10000]
// Frames per second while the review queue is scrolled by the wheel in real Chromium without a graphics card, before the real
// service on PostgreSQL: from the top to the last of so many cases, fetched as they come into reach, and back.
// Baseline in the same run: the same page at rest. Exit code 1 when it is not smooth, not all there, or more rows are drawn
// than stand on the screen and a few around it.
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { openPostgresStore } from '../src/adapters/store/open-postgres.js'
import { scopes } from '../src/http/scopes.js'
import { openPlatform } from '../src/intake/open-platform.js'
import { openSite } from '../test/pages/open-site.js'
import { startPostgres } from '../test/servers/start-postgres.js'
import { fillDesk } from './queue/fill-desk.js'
import { followFrames, framesOf } from './viewer/follow-frames.js'

const { values } = parseArgs({ options: { cases: { type: 'string', default: '10000' } } })
const count = Number(values.cases)
const leastFps = 50
const mostRows = 60
const restSeconds = 4
/** Of one turn of the wheel: a fling. */
const stepPx = 600
const mostSeconds = 180

const lookAtGrid = `(() => {
  const grid = document.querySelector('[role=grid]')
  return {
    rows: grid.querySelectorAll('[role=row]').length,
    known: Number(grid.getAttribute('aria-rowcount')) - 1,
    isAtStart: grid.scrollTop <= 0,
    isAtEnd: grid.scrollTop + grid.clientHeight >= grid.scrollHeight - 1,
  }
})()`

const missed: string[] = []
const secretKey = 'a secret of thirty-two characters'
const server = await startPostgres()
try {
  const url = await server.newDatabase('queue')
  const testKey = await fillStore(url, server.asSuperuser('queue'))
  const site = await openSite({ DATABASE_URL: url, SECRET_KEY: secretKey }, testKey)
  try {
    const { page } = await site.open('/console/queue', await site.member('reviewer'))
    await page.getByRole('row', { selected: false }).first().waitFor()
    await measure(page)
  } finally {
    await site.close()
  }
} finally {
  await server.stop()
}
for (const words of missed) console.error(`MISSED: ${words}`)
if (missed.length > 0) process.exitCode = 1

/** A platform with so many cases on its desk; gives its API key. */
async function fillStore(url: string, asSuperuser: string): Promise<string> {
  const startedMs = performance.now()
  const store = await openPostgresStore({ url, secretKey })
  const { test, testKey } = await openPlatform(store, 'shop', scopes)
  await store.close()
  const superuser = new pg.Client(asSuperuser)
  await superuser.connect()
  await fillDesk(superuser, { platformId: test.id, secretKey, count })
  await superuser.end()
  console.log(`${count} cases laid on the desk in ${((performance.now() - startedMs) / 1000).toFixed(1)} s`)
  return testKey
}

async function measure(page: Page): Promise<void> {
  console.log(`load average ${loadavg()[0]?.toFixed(1)}`)
  await page.getByRole('grid').hover()
  await page.evaluate(followFrames)
  await page.waitForTimeout(restSeconds * 1000)
  const rest = await framesOf(page)
  const down = await scroll(page, 1)
  const up = await scroll(page, -1)
  console.table({ 'at rest': { ...rest, seconds: restSeconds }, 'to the last': down, 'back to the first': up })
  if (down.known !== count) missed.push(`only ${down.known} of ${count} cases were there at the end`)
  if (Math.max(down.mostRows, up.mostRows) > mostRows) missed.push(`more than ${mostRows} rows are drawn`)
  if (Math.min(down.fps, up.fps) < Math.min(leastFps, rest.fps * 0.9)) missed.push(`slower than ${leastFps} frames a second`)
}

interface SeenGrid {
  /** In the document, the head among them. */
  readonly rows: number
  /** Cases that were fetched. */
  readonly known: number
  readonly isAtStart: boolean
  readonly isAtEnd: boolean
}

/** Turns the wheel until there is no more to come. */
async function scroll(page: Page, way: 1 | -1) {
  const startedMs = performance.now()
  let rows = 0
  await framesOf(page)
  for (;;) {
    await page.mouse.wheel(0, way * stepPx)
    const seen = await page.evaluate<SeenGrid>(lookAtGrid)
    rows = Math.max(rows, seen.rows)
    const seconds = (performance.now() - startedMs) / 1000
    const isDone = way === 1 ? seen.isAtEnd && seen.known >= count : seen.isAtStart
    if (isDone || seconds > mostSeconds)
      return { ...(await framesOf(page)), seconds: Math.round(seconds * 10) / 10, mostRows: rows, known: seen.known }
  }
}
