import type { KeptScreen } from './clip-reading.js'
import { matchOneToOne } from './match-one-to-one.js'
import { foldText, showsText } from './shows-text.js'
import type { TruthScreen } from './truth-recording.js'

/** One text in so many may be misread: the reader's slips are counted among the texts, here they would look like missed screens. */
const textsPerSlip = 4

/** How one true screen was found; errors in ms, null when it was not found by time and text. */
export interface ScreenScore {
  readonly screen: TruthScreen
  readonly foundByTime: boolean
  readonly foundByTimeAndText: boolean
  readonly fromErrorMs: number | null
  readonly untilErrorMs: number | null
}

/**
 * Which true screens a contender found. By time: a kept screen overlaps by at least half of the shorter of both. By text:
 * that kept screen also shows its characteristic texts. A kept screen stands for one true screen only, so that one
 * screen held over a whole recording finds one. `sampled`: of frames taken at intervals, the texts may be spread over all
 * frames of the true screen.
 */
export function scoreScreens(screens: readonly TruthScreen[], kept: readonly KeptScreen[], sampled: boolean): readonly ScreenScore[] {
  const texts = kept.map(({ lines }) => foldText(lines))
  const inTime = screens.map((screen) =>
    kept
      .flatMap((one, index) => (overlapsHalf(screen, one) ? [index] : []))
      .sort((left, right) => fromError(screen, kept[left]) - fromError(screen, kept[right])),
  )
  const withText = screens.map((screen, at) => showing(screen, inTime[at] ?? [], texts, sampled))
  const byTime = matchOneToOne(inTime)
  const byText = matchOneToOne(withText)
  return screens.map((screen, at) => {
    const found = byText[at] ?? null
    // Of sampled frames the last one ends the screen, not the one that began it.
    const last = sampled ? (withText[at] ?? []) : [found ?? -1]
    return {
      screen,
      foundByTime: byTime[at] !== null,
      foundByTimeAndText: found !== null,
      fromErrorMs: found === null ? null : fromError(screen, kept[found]),
      untilErrorMs: found === null ? null : Math.min(...last.map((index) => untilError(screen, kept[index]))),
    }
  })
}

/** Those of the candidates that show the texts of the screen. */
function showing(screen: TruthScreen, candidates: readonly number[], texts: readonly string[], sampled: boolean): readonly number[] {
  const shows = (page: string) =>
    screen.texts.filter((text) => !showsText(page, text)).length <= Math.floor(screen.texts.length / textsPerSlip)
  if (sampled) return shows(candidates.map((index) => texts[index]).join('')) ? candidates : []
  return candidates.filter((index) => shows(texts[index] ?? ''))
}

function overlapsHalf(screen: TruthScreen, kept: KeptScreen): boolean {
  const shorterMs = Math.min(screen.untilMs - screen.fromMs, kept.untilMs - kept.frameMs)
  const sharedMs = Math.min(screen.untilMs, kept.untilMs) - Math.max(screen.fromMs, kept.frameMs)
  return sharedMs > 0 && sharedMs >= shorterMs / 2
}

function untilError(screen: TruthScreen, kept: KeptScreen | undefined): number {
  return Math.abs((kept?.untilMs ?? Number.POSITIVE_INFINITY) - screen.untilMs)
}

function fromError(screen: TruthScreen, kept: KeptScreen | undefined): number {
  return Math.abs((kept?.frameMs ?? Number.POSITIVE_INFINITY) - screen.fromMs)
}
