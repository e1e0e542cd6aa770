import type { CtcStep } from '../model/reading.js'
import { confusablesOf, foldConfusables } from './fold-confusables.js'
import type { Mark } from './mark-line.js'

/** Where a line shows something like an expected value, and how it differs. */
export interface Place {
  readonly read: string
  /** Of every character that differs and is no look-alike: how surely it is another, 0-1. */
  readonly realSubstitutions: readonly number[]
  readonly lookAlikes: number
  /** Characters too many or too few. */
  readonly indels: number
  readonly steps: readonly CtcStep[]
  /** Step of each character of `read` within `steps`. */
  readonly peaks: readonly number[]
  readonly lowestConfidence: number
}

/** Finds the stretch of a line that is most like `expected` (squashed); null when nothing there resembles it. */
export function locateValue(marks: readonly Mark[], steps: readonly CtcStep[], expected: string): Place | null {
  const span = bestSpan(marks, expected)
  return span && placeAt(growOverGlued(marks, span), steps, expected)
}

/** Sets what a line shows as `read` (squashed) beside what is expected there; null when the line does not show `read`. */
export function compareShown(marks: readonly Mark[], steps: readonly CtcStep[], read: string, expected: string): Place | null {
  const from = marks
    .map(({ char }) => char)
    .join('')
    .indexOf(read)
  return from < 0 ? null : placeAt(marks.slice(from, from + read.length), steps, expected)
}

function placeAt(shown: readonly Mark[], steps: readonly CtcStep[], expected: string): Place | null {
  const first = shown[0]
  const last = shown.at(-1)
  if (!first || !last) return null
  const hasSteps = steps.length > 0 && first.t >= 0
  return {
    read: shown.map(({ char }) => char).join(''),
    ...pairUp(shown, steps, expected),
    steps: hasSteps ? steps.slice(first.fromStep, last.toStep + 1) : [],
    peaks: hasSteps ? shown.map(({ t }) => t - first.fromStep) : [],
    lowestConfidence: Math.min(...shown.map(({ confidence }) => confidence)),
  }
}

/** The stretch with the fewest edits against `expected`, look-alikes free; null beyond 40% edits. */
function bestSpan(marks: readonly Mark[], expected: string): { from: number; to: number } | null {
  const pattern = foldConfusables(expected)
  const text = foldConfusables(marks.map(({ char }) => char).join(''))
  const exact = text.indexOf(pattern)
  if (exact >= 0) return { from: exact, to: exact + pattern.length }
  let costs = Array.from({ length: pattern.length + 1 }, (_, i) => i)
  let starts = costs.map(() => 0)
  let best = { cost: Number.POSITIVE_INFINITY, from: 0, to: 0 }
  for (let j = 1; j <= text.length; j++) {
    const nextCosts = [0]
    const nextStarts = [j]
    for (let i = 1; i <= pattern.length; i++) {
      const swap = (costs[i - 1] ?? 0) + (pattern[i - 1] === text[j - 1] ? 0 : 1)
      const extra = (costs[i] ?? 0) + 1
      const lacking = (nextCosts[i - 1] ?? 0) + 1
      const least = Math.min(swap, extra, lacking)
      nextCosts.push(least)
      nextStarts.push((least === swap ? starts[i - 1] : least === extra ? starts[i] : nextStarts[i - 1]) ?? 0)
    }
    costs = nextCosts
    starts = nextStarts
    const cost = costs[pattern.length] ?? Number.POSITIVE_INFINITY
    if (cost < best.cost) best = { cost, from: starts[pattern.length] ?? 0, to: j }
  }
  return best.cost <= pattern.length * 0.4 && best.to > best.from ? best : null
}

/** A number inside a longer run is another number: the run's other characters belong to it, unless they are a glued label. */
function growOverGlued(marks: readonly Mark[], span: { from: number; to: number }): readonly Mark[] {
  let { from, to } = span
  while (from > 0 && marks[from]?.glued) from--
  while (marks[to]?.glued) to++
  const before = marks.slice(from, span.from)
  const isLabel =
    before.length > 0 && before.every(({ char }) => /[A-Z]/.test(char)) && labelEnd.test(before.map(({ char }) => char).join(''))
  return marks.slice(isLabel ? span.from : from, to)
}

const labelEnd = /(?:NO|ID|SN|NUMBER|NUM|KEY|CODE|ORDER)$/

/** Aligns what is shown with what is expected and sorts the differences by kind. */
function pairUp(
  shown: readonly Mark[],
  steps: readonly CtcStep[],
  expected: string,
): Pick<Place, 'realSubstitutions' | 'lookAlikes' | 'indels'> {
  const rows = shown.length + 1
  const columns = expected.length + 1
  const costs = new Float64Array(rows * columns)
  const at = (i: number, j: number) => costs[i * columns + j] ?? 0
  const swapCost = (i: number, j: number) => {
    const [read, wanted] = [shown[i - 1]?.char ?? '', expected[j - 1] ?? '']
    return read === wanted ? 0 : confusablesOf(wanted).includes(read) ? 0.1 : 1
  }
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const edge = i === 0 ? j : i
      const least = i === 0 || j === 0 ? edge : Math.min(at(i - 1, j - 1) + swapCost(i, j), at(i - 1, j) + 1, at(i, j - 1) + 1)
      costs[i * columns + j] = least
    }
  const realSubstitutions: number[] = []
  let lookAlikes = 0
  let indels = 0
  let [i, j] = [shown.length, expected.length]
  while (i > 0 || j > 0) {
    const swap = i > 0 && j > 0 ? swapCost(i, j) : Number.POSITIVE_INFINITY
    if (i > 0 && j > 0 && at(i, j) === at(i - 1, j - 1) + swap) {
      if (swap === 1) realSubstitutions.push(surelyOther(shown[i - 1], steps, expected[j - 1] ?? ''))
      else if (swap > 0) lookAlikes++
      i--
      j--
    } else {
      indels++
      if (i > 0 && (j === 0 || at(i, j) === at(i - 1, j) + 1)) i--
      else j--
    }
  }
  return { realSubstitutions, lookAlikes, indels }
}

/** How surely a character is another than the wanted one: an O that may be a 0 is surely no M. */
function surelyOther(mark: Mark | undefined, steps: readonly CtcStep[], wanted: string): number {
  const step = mark && steps[mark.t]
  if (!step) return mark?.confidence ?? 0
  const [, ...options] = step
  const alike = [wanted, ...confusablesOf(wanted)]
  return options.reduce((sum, [char, probability]) => (alike.includes(char.toUpperCase()) ? sum : sum + probability), 0)
}
