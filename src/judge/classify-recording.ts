import type { EvidenceKind, Shows } from '../model/evidence.js'
import type { Classified, ClassifiedScreen, Phrase } from '../model/examined.js'
import type { Field } from '../model/field.js'
import type { Reading } from '../model/reading.js'
import { classifyEvidence, reports } from './classify-evidence.js'
import { listScreens, type ScreenPage } from './list-screens.js'
import { readState } from './read-state.js'
import { traceScreens } from './trace-screens.js'

/**
 * What a recording is and shows at its end, and what each of its screens is. What came last counts: success then failure is a
 * failure, also when its toast is gone again and the page stands as before. A recording of an attempt is one whatever pages it went through.
 */
export function classifyRecording(
  reading: Reading,
  fields: readonly Field[],
  phrases: readonly Phrase[],
): Classified & { readonly screens: readonly ClassifiedScreen[] } {
  const views = listScreens(reading).map((screen) => viewOf(screen, fields, phrases))
  const screens = views.map(({ screen, is }): ClassifiedScreen => ({ screen: screen.screen, ...is }))
  const news = newsOf(reading, views)
  const last = news.findLast(({ said }) => said !== 'neither') ?? news.findLast(({ coded }) => coded)
  if (!last) return { ...likeliestKind(reading, screens), shows: 'neither', screens }
  const shows = last.said === 'neither' ? 'failure' : last.said
  return { kind: 'activation-recording', kindConfidence: last.view.is.kindConfidence, shows, screens }
}

/** A screen with what stands on it, by its own line numbers. */
interface View {
  readonly screen: ScreenPage
  readonly fields: readonly Field[]
  readonly phrases: readonly Phrase[]
  readonly is: Classified
}

function viewOf(screen: ScreenPage, allFields: readonly Field[], allPhrases: readonly Phrase[]): View {
  const local = new Map(screen.lines.map((line, i) => [line, i] as const))
  const here = <T extends { readonly line: number }>(all: readonly T[]) =>
    all.flatMap((one) => {
      const line = local.get(one.line)
      return line === undefined ? [] : [{ ...one, line }]
    })
  const [fields, phrases] = [here(allFields), here(allPhrases)]
  return { screen, fields, phrases, is: classifyEvidence(screen.page, fields, phrases) }
}

interface News {
  readonly view: View
  /** What the words that came into view say. */
  readonly said: Shows
  /** Where they say nothing: an error code came into view that no help text explains. */
  readonly coded: boolean
}

/** What every screen brought that did not stand on the one before; what is merely uncovered again is no news. */
function newsOf(reading: Reading, views: readonly View[]): readonly News[] {
  const news: News[] = []
  let before: ReadonlySet<number> = new Set()
  for (const { screen, isReturn } of traceScreens(reading)) {
    const view = views.find((each) => each.screen.screen === screen)
    if (!view) continue
    if (!isReturn) news.push(newsIn(view, before))
    before = new Set(view.screen.lines)
  }
  return news
}

function newsIn(view: View, before: ReadonlySet<number>): News {
  const { screen, is } = view
  const isNew = ({ line }: { readonly line: number }) => !before.has(screen.lines[line] ?? -1)
  const [fields, phrases] = [view.fields.filter(isNew), view.phrases.filter(isNew)]
  const kept = screen.lines.filter((line) => before.has(line)).length
  // what comes up over a page is an answer to what was done there, though the page be an order's or a bill's
  const isAnswer = kept > 0 && kept >= 0.5 * screen.lines.length && (is.kind === 'order-page' || is.kind === 'payment-receipt')
  if (isAnswer) return { view, said: readState(screen.page, phrases), coded: false }
  const classified = classifyEvidence(screen.page, [], phrases)
  const said = reports.has(is.kind) ? 'neither' : classified.shows
  const coded = !reports.has(is.kind) && classifyEvidence(screen.page, fields, phrases).shows === 'failure'
  return { view, said, coded }
}

/** The kind of the pages that were shown longest, `other` ones only when there is nothing else. */
function likeliestKind(reading: Reading, screens: readonly ClassifiedScreen[]): Pick<Classified, 'kind' | 'kindConfidence'> {
  const shownMs = new Map<EvidenceKind, number>()
  for (const { screen, atMs, untilMs } of traceScreens(reading)) {
    const kind = screens.find((each) => each.screen === screen)?.kind ?? 'other'
    shownMs.set(kind, (shownMs.get(kind) ?? 0) + Math.max(untilMs - atMs, 1))
  }
  shownMs.delete('other')
  const [kind] = [...shownMs].toSorted((a, b) => b[1] - a[1])[0] ?? ['other']
  const confidences = screens.flatMap((each) => (each.kind === kind ? [each.kindConfidence] : []))
  return { kind, kindConfidence: Math.max(0, ...confidences) }
}
