import type { FieldType } from '../../src/model/field.js'
import type { ContenderName } from './clip-reading.js'
import { type ClipResult, type ClipScore, quantile } from './score-clip.js'
import { type Tally, tallyOf } from './tally.js'
import type { TruthScreen } from './truth-recording.js'

/** What one contender did on a group of recordings. */
export interface Summary {
  readonly clips: number
  readonly byTime: Tally
  readonly byTimeAndText: Tally
  /** Found by time and text. */
  readonly byKind: ReadonlyMap<TruthScreen['what'], Tally>
  readonly keptPerScreen: number
  readonly fromErrorsMs: readonly number[]
  readonly untilErrorsMs: readonly number[]
  readonly fields: Tally
  readonly fieldsByType: ReadonlyMap<FieldType, Tally>
  readonly texts: Tally
  readonly typed: Tally
  readonly prefixes: number
  readonly confidentWrong: number
  readonly seconds: number
  readonly clipSeconds: number
  readonly floorSeconds: number
  readonly peakMb: number
}

/** What `contender` did on all recordings that it could read. */
export function sumUp(results: readonly ClipResult[], contender: ContenderName): Summary {
  const read = results.flatMap((result) => {
    const score = result.scores[contender]
    return score ? [{ ...result, score }] : []
  })
  const scores = read.map(({ score }) => score)
  const screens = scores.flatMap((score) => score.screens)
  const fields = scores.flatMap((score) => score.fields)
  const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
  return {
    clips: read.length,
    byTime: tallyOf(screens.map(({ foundByTime }) => foundByTime)),
    byTimeAndText: tallyOf(screens.map(({ foundByTimeAndText }) => foundByTimeAndText)),
    byKind: tallyBy(screens.map(({ screen, foundByTimeAndText }) => [screen.what, foundByTimeAndText])),
    keptPerScreen: sumOf(scores.map(({ kept }) => kept)) / screens.length,
    fromErrorsMs: screens.flatMap(({ fromErrorMs }) => (fromErrorMs === null ? [] : [fromErrorMs])),
    untilErrorsMs: screens.flatMap(({ untilErrorMs }) => (untilErrorMs === null ? [] : [untilErrorMs])),
    fields: tallyOf(fields.map(({ found }) => found)),
    fieldsByType: tallyBy(fields.map(({ type, found }) => [type, found])),
    texts: tallyOf(scores.flatMap((score) => score.texts.map(({ found }) => found))),
    typed: tallyOf(scores.flatMap((score) => score.typed.map(({ found }) => found))),
    prefixes: sumOf(scores.map(({ prefixes }) => prefixes.length)),
    confidentWrong: sumOf(scores.map(({ confidentWrong }) => confidentWrong.length)),
    seconds: sumOf(scores.map(({ seconds }) => seconds)),
    clipSeconds: sumOf(read.map(({ truth }) => truth.durationMs / 1000)),
    floorSeconds: sumOf(read.map(({ floorSeconds }) => floorSeconds ?? 0)),
    peakMb: Math.max(...scores.map(({ peakMb }) => peakMb)),
  }
}

/** Of what `baseline` read rightly, how much ours read too. */
export interface AlsoRead {
  readonly fields: Tally
  readonly texts: Tally
}

/** On the recordings that both could read. */
export function alsoRead(results: readonly ClipResult[], baseline: ContenderName): AlsoRead {
  const fields: boolean[] = []
  const texts: boolean[] = []
  for (const [ours, other] of pairs(results, baseline)) {
    // Both lists are made from the same truth, so that the same place is the same value.
    fields.push(...ours.fields.filter((_, at) => other.fields[at]?.found).map(({ found }) => found))
    texts.push(...ours.texts.filter((_, at) => other.texts[at]?.found).map(({ found }) => found))
  }
  return { fields: tallyOf(fields), texts: tallyOf(texts) }
}

/** Ours' time as a share of the baseline's, on the recordings that both could read; NaN when there is none. */
export function timeShare(results: readonly ClipResult[], baseline: ContenderName): number {
  const both = pairs(results, baseline)
  const sumOf = (side: 0 | 1) => both.reduce((sum, pair) => sum + pair[side].seconds, 0)
  return sumOf(0) / sumOf(1)
}

/** Median and 95th percentile, in whole ms. */
export function medianAndP95(valuesMs: readonly number[]): string {
  return valuesMs.length ? `${Math.round(quantile(valuesMs, 0.5))} / ${Math.round(quantile(valuesMs, 0.95))}` : '–'
}

function pairs(results: readonly ClipResult[], baseline: ContenderName): readonly (readonly [ClipScore, ClipScore])[] {
  return results.flatMap(({ scores }) => {
    const [ours, other] = [scores.ours, scores[baseline]]
    return ours && other ? [[ours, other] as const] : []
  })
}

function tallyBy<K>(outcomes: readonly (readonly [K, boolean])[]): ReadonlyMap<K, Tally> {
  const tallies = new Map<K, Tally>()
  for (const [key, isHit] of outcomes) {
    const { hits, of } = tallies.get(key) ?? tallyOf([])
    tallies.set(key, { hits: hits + Number(isHit), of: of + 1 })
  }
  return tallies
}
