import type { EvidenceKind } from '../model/evidence.js'
import type { ClassifiedScreen, RecordingFact, StoryStep } from '../model/examined.js'
import type { Sentence } from '../model/field.js'
import type { Reading } from '../model/reading.js'
import { listScreens, type ScreenPage } from './list-screens.js'
import { readClock } from './recording/read-clock.js'
import { type Stay, traceScreens } from './trace-screens.js'

/** The story a recording tells, step by step: which screen comes, what is entered, where the error appears, what is gone back to. */
export function tellStory(reading: Reading, screens: readonly ClassifiedScreen[], facts: readonly RecordingFact[]): readonly StoryStep[] {
  const pages = listScreens(reading)
  const stays = traceScreens(reading)
  const ofScreens = stays.flatMap((stay, i) => {
    const page = pages.find(({ screen }) => screen === stay.screen)
    const is = screens.find(({ screen }) => screen === stay.screen)
    const wasShown = stays.slice(0, i).some(({ screen }) => screen === stay.screen)
    const error = facts.find(({ code, atMs }) => code === 'error-appears' && atMs === stay.atMs)
    if (!page || !is) return []
    const notice = wasShown
      ? null
      : noticeOver(
          pages.find(({ screen }) => screen === stays[i - 1]?.screen),
          page,
        )
    return [stepOf(stay, error ? bare(error.because) : (notice ?? screenWords(page, is, wasShown)))]
  })
  const entered = facts
    .filter(({ code }) => code === 'key-entered')
    .map(({ atMs, untilMs, because }) => toStep(atMs, untilMs, bare(because)))
  return joinAlike([...ofScreens, ...entered, ...scrollsIn(reading, stays)].toSorted((a, b) => a.atMs - b.atMs))
}

function stepOf({ screen, atMs, untilMs }: Stay, what: Sentence): StoryStep {
  return { atMs, untilMs, screen, what }
}

function toStep(atMs: number, untilMs: number, what: Sentence): StoryStep {
  return { atMs, untilMs, screen: null, what }
}

/** A fact's sentence without its times: the step has them. */
function bare({ zh, en }: Sentence): Sentence {
  const [shortZh, shortEn] = [zh.replace(/^\d+:\d\d\.\d(?: 到 \d+:\d\d\.\d，| )/, ''), en.replace(/^(?:At \S+|From \S+ to \S+) /, '')]
  return { zh: shortZh, en: shortEn.charAt(0).toUpperCase() + shortEn.slice(1) }
}

/** At most so many lines make a notice; more are a page of their own. */
const longestNotice = 3

/** What a toast or dialog says that comes up over the page before; null for another page. */
function noticeOver(before: ScreenPage | undefined, { lines, page }: ScreenPage): Sentence | null {
  const fresh = lines.flatMap((line, i) => (before?.lines.includes(line) ? [] : [page.lines[i]?.text.trim() ?? '']))
  const words = fresh.filter((text) => isWording(text) && !/[A-Z\d-]{8}/.test(text))
  if (!before || fresh.length > longestNotice || fresh.length > lines.length / 2 || words.length === 0) return null
  return { zh: `出现「${words[0]}」。`, en: `"${words[0]}" comes up.` }
}

/** Words, as against a clock, a counter, or the network's speed in a status bar. */
function isWording(text: string): boolean {
  return /[\u3400-\u9fff]{2}|[A-Za-z]{3}/.test(text) && readClock(text) === null
}

const kindWords: Partial<Record<EvidenceKind, Sentence>> = {
  'order-page': { zh: '订单页', en: 'the order page' },
  'payment-receipt': { zh: '支付账单', en: 'the payment receipt' },
  'support-chat': { zh: '客服聊天', en: 'the support chat' },
  'licence-status': { zh: '授权状态页', en: 'the licence status page' },
  'merchant-promise': { zh: '与商家的聊天', en: 'the chat with the merchant' },
}

function screenWords(page: ScreenPage, is: ClassifiedScreen, wasShown: boolean): Sentence {
  const name = nameOf(page, is)
  if (wasShown) return { zh: `回到${name.zh}。`, en: `Back to ${name.en}.` }
  if (is.shows === 'success') return { zh: `${name.zh}显示成功。`, en: `${capitalised(name.en)} shows success.` }
  return { zh: `显示${name.zh}。`, en: `${capitalised(name.en)} is shown.` }
}

function nameOf({ page }: ScreenPage, { kind }: ClassifiedScreen): Sentence {
  const known = kindWords[kind]
  if (known) return known
  if (page.lines.some(({ text }) => activation.test(text))) return { zh: '激活页', en: 'the activation page' }
  const headline = headlineOf(page)
  return headline === null ? { zh: '一个画面', en: 'a screen' } : { zh: `「${headline}」`, en: `the screen "${headline}"` }
}

const activation = /激活(?:页|码|密钥|产品|windows|office)|^激活|兑换(?:码|中心|页)|输入(?:产品)?密钥|redeem|activate|product key/i

/** The first line that heads the screen: words in print not smaller than usual, no clock and no code. */
function headlineOf({ lines }: Reading): string | null {
  const heights = lines.map(({ box }) => box[3]).toSorted((a, b) => a - b)
  const usual = heights[heights.length >> 1] ?? 0
  const heads = lines.filter(({ text, box }) => {
    const words = text.trim()
    return box[3] >= usual && words.length >= 2 && words.length <= 24 && isWording(words) && !/[A-Z\d-]{8}/.test(words)
  })
  return heads[0]?.text.trim() ?? null
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** From this part of the screen's height on, scrolling is worth telling. */
const toldFrom = 0.25

/** Scrolling, once for every stay of a screen. */
function scrollsIn({ recording, height }: Reading, stays: readonly Stay[]): readonly StoryStep[] {
  const runs = (recording?.motion.scrolling ?? []).filter(({ atMs, untilMs, shiftPx }) => untilMs >= atMs && Number.isFinite(shiftPx))
  return stays.flatMap(({ atMs, untilMs }) => {
    const here = runs.filter((run) => run.atMs >= atMs && run.atMs < untilMs)
    const [first, last] = [here[0], here.at(-1)]
    const shiftPx = here.reduce((sum, run) => sum + run.shiftPx, 0)
    if (!first || !last || Math.abs(shiftPx) < toldFrom * height) return []
    return [
      toStep(first.atMs, last.untilMs, shiftPx > 0 ? { zh: '向下滚动。', en: 'Scrolls down.' } : { zh: '向上滚动。', en: 'Scrolls up.' }),
    ]
  })
}

/** Screens of one kind one after the other are one step. */
function joinAlike(steps: readonly StoryStep[]): readonly StoryStep[] {
  const joined: StoryStep[] = []
  for (const step of steps) {
    const last = joined.at(-1)
    if (last && last.what.zh === step.what.zh) joined[joined.length - 1] = { ...last, untilMs: Math.max(last.untilMs, step.untilMs) }
    else joined.push(step)
  }
  return joined
}
