import { foldConfusables, squash } from '../../src/judge/fold-confusables.js'
import type { FieldType } from '../../src/model/field.js'
import { sameValue } from '../score-fields.js'
import type { ClipReading, FoundField } from './clip-reading.js'
import { foldText, showsText } from './shows-text.js'
import type { TruthRecording } from './truth-recording.js'

/** What of a recording's values and texts was found; each counts once a recording, however many screens show it. */
export interface ValueScore {
  readonly fields: readonly { readonly type: FieldType; readonly value: string; readonly found: boolean }[]
  readonly texts: readonly { readonly text: string; readonly found: boolean }[]
  readonly typed: readonly { readonly value: string; readonly found: boolean }[]
  /** Fields that are only the beginning of what was typed. */
  readonly prefixes: readonly string[]
  /** Fields said with confidence ≥ 0.95 that no screen shows; times are not judged, for the truth does not list running clocks. */
  readonly confidentWrong: readonly string[]
}

/** Compares what was read of a recording with what stands in it. */
export function scoreValues(truth: Pick<TruthRecording, 'screens' | 'typed'>, reading: ClipReading): ValueScore {
  const shown = uniqueBy(
    truth.screens.flatMap(({ fields }) => fields),
    ({ type, value }) => `${type} ${value}`,
  )
  const texts = uniqueBy(
    truth.screens.flatMap((screen) => screen.texts),
    (text) => text,
  )
  const pages = uniqueBy(
    reading.kept.map(({ lines }) => foldText(lines)),
    (page) => page,
  )
  const isShown = (field: FoundField) => shown.some(({ value }) => sameValue(field.type, field.value, value))
  const isTyped = (field: FoundField) => truth.typed.some(({ value }) => field.value === value)
  const strangers = reading.fields.filter((field) => !isShown(field) && !isTyped(field))
  return {
    fields: shown.map(({ type, value }) => ({
      type,
      value,
      found: reading.fields.some((field) => field.type === type && sameValue(type, field.value, value)),
    })),
    texts: texts.map((text) => ({ text, found: pages.some((page) => showsText(page, text)) })),
    typed: truth.typed.map(({ value }) => ({ value, found: reading.fields.some((field) => field.value === value) })),
    prefixes: strangers.filter((field) => truth.typed.some(({ value }) => isPrefix(field, value))).map(({ value }) => value),
    confidentWrong: strangers
      .filter(({ type, confidence }) => type !== 'timestamp' && confidence >= 0.95)
      .map(({ type, value }) => `${type} ${value}`),
  }
}

/** An amount or a time is no part of a key, whatever its digits. */
function isPrefix({ type, value }: FoundField, typed: string): boolean {
  if (type === 'amount' || type === 'timestamp') return false
  const [start, whole] = [value, typed].map((text) => foldConfusables(squash(text))) as [string, string]
  return start.length > 0 && start.length < whole.length && whole.startsWith(start)
}

function uniqueBy<T>(all: readonly T[], keyOf: (one: T) => string): readonly T[] {
  return [...new Map(all.map((one) => [keyOf(one), one])).values()]
}
