import type { Page } from 'playwright-core'
import type { Client } from '../../src/client/client.js'
import type { CaseType, RightDecision } from './case-types.js'
import type { DecidedCase } from './sum-up-decisions.js'

/** A case of the queue, by its order number. */
export interface WaitingCase {
  readonly id: string
  readonly type: CaseType
  readonly amountFen: number
}

/** As text, for what the page runs is no TypeScript: keys and presses of a mouse or finger, counted before the page hears them. */
export const countInteractions = `
  window.interactions = 0
  for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, ({ repeat }) => { if (!repeat) window.interactions++ }, true)
`

/**
 * Takes the first case of the queue and decides one after the other as is right for it, each as the page brings it next.
 * The page was opened with `countInteractions`.
 */
export async function decideCases(page: Page, client: Client, waiting: ReadonlyMap<string, WaitingCase>): Promise<readonly DecidedCase[]> {
  const decided: DecidedCase[] = []
  await page.keyboard.press('n')
  while (decided.length < waiting.size) {
    const { orderNumber, openMs, pictureMs } = await openedCase(page)
    const found = waiting.get(orderNumber)
    if (!found) throw new Error(`a case of ${orderNumber} was opened, which is none of these`)
    // Somebody looks at it; meanwhile the page fetches the next.
    await page.waitForTimeout(lookMs)
    await page.evaluate('window.interactions = 0; performance.clearMeasures()')
    const startedMs = performance.now()
    const answered = page.waitForResponse((response) => response.url().endsWith(`/${found.id}/decision`))
    await press[found.type.decision](page)
    const answer = await answered
    const decideMs = Math.round(performance.now() - startedMs)
    const interactions = await page.evaluate<number>('window.interactions')
    const pending = (await client.getCase(found.id)).pendingDecision
    if (!pending) throw new Error(`${found.type.slug} was not decided: ${answer.status()} ${await answer.text()}`)
    const isPart = pending.decision === 'pay' && (pending.amountFen ?? found.amountFen) < found.amountFen
    decided.push({ type: found.type, interactions, openMs, pictureMs, decideMs, made: isPart ? 'part' : pending.decision })
  }
  return decided
}

const lookMs = 1500

/** The case on the screen with the frame it opens on, and how long that took since it was asked for. */
async function openedCase(page: Page): Promise<{ orderNumber: string; openMs: number; pictureMs: number | null }> {
  return page.evaluate(`new Promise((resolve) => {
    const look = () => {
      const opened = performance.getEntriesByName('case-opened').at(-1)
      const stage = document.querySelector('.viewer-stage')
      if (!opened || (stage && stage.querySelector('img')?.style.visibility !== 'visible')) return requestAnimationFrame(look)
      resolve({
        orderNumber: document.querySelector('h1').textContent,
        openMs: Math.round(opened.duration),
        pictureMs: stage && Math.round(Math.max(opened.duration, performance.now() - opened.startTime)),
      })
    }
    look()
  })`)
}

/** The keys of each decision; before each the page is ready for it, as somebody sees that it is. */
const press: Readonly<Record<RightDecision, (page: Page) => Promise<void>>> = {
  pay: (page) => page.keyboard.press('1'),
  part: async (page) => {
    await page.keyboard.press('2')
    await sendDialog(page)
  },
  refuse: async (page) => {
    await page.keyboard.press('3')
    await inDialog(page)
    await page.keyboard.press('1')
    await sendDialog(page)
  },
  ask: async (page) => {
    await page.keyboard.press('4')
    await sendDialog(page)
  },
}

async function inDialog(page: Page): Promise<void> {
  await page.locator('.ant-modal-body :focus').waitFor()
}

async function sendDialog(page: Page): Promise<void> {
  await inDialog(page)
  await page.locator('.ant-modal-body .ant-btn-primary:enabled').waitFor()
  await page.keyboard.press('Enter')
}
