import type { CtcStep, TextLine } from '../model/reading.js'
import { confusablesOf, foldConfusables, squash } from './fold-confusables.js'

/** One letter or digit of a line. `glued`: nothing stands between it and the letter or digit before. */
export interface Mark {
  readonly char: string
  readonly confidence: number
  readonly glued: boolean
  /** Step at which it peaks; -1 without steps. */
  readonly t: number
  /** Steps that are its own: up to the middle of the way to its neighbours. */
  readonly fromStep: number
  readonly toStep: number
}

/** Where a line shows something like an expected value, and how it differs. */
export interface Place {
  readonly read: string
  /** Confidence, 0-1, of every character that differs and is no look-alike. */
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
    ...pairUp(shown, expected),
    steps: hasSteps ? steps.slice(first.fromStep, last.toStep + 1) : [],
    peaks: hasSteps ? shown.map(({ t }) => t - first.fromStep) : [],
    lowestConfidence: Math.min(...shown.map(({ confidence }) => confidence)),
  }
}

/** The letters and digits of a line: from its steps when the reader keeps them, else from its glyphs, else from its text. */
export function marksOf(line: TextLine): readonly Mark[] {
  if (line.steps.length > 0) return decode(line.steps)
  if (line.glyphs.length > 0) return toMarks(line.glyphs.map(({ char, confidence }) => ({ char, confidence })))
  return toMarks([...line.text].map((char) => ({ char, confidence: line.confidence })))
}

/** Marks of a bare value that has no line of its own, every character as sure as the value. */
export function marksOfText(text: string, confidence: number): readonly Mark[] {
  return toMarks([...text].map((char) => ({ char, confidence })))
}

interface RawMark {
  readonly char: string
  readonly confidence: number
  readonly t?: number
  readonly fromStep?: number
  readonly toStep?: number
}

function toMarks(raw: readonly RawMark[]): readonly Mark[] {
  const marks: Mark[] = []
  let glued = false
  for (const { char, confidence, t = -1, fromStep = -1, toStep = -1 } of raw) {
    const plain = squash(char)
    if (plain.length === 1) marks.push({ char: plain, confidence, glued, t, fromStep, toStep })
    glued = plain.length === 1
  }
  return marks
}

/** Greedy CTC decoding: repeated characters without a blank between are one; its confidence is its best step's. */
function decode(steps: readonly CtcStep[]): readonly Mark[] {
  const raw: { char: string; confidence: number; t: number }[] = []
  let last: string | null = null
  steps.forEach(([blank, ...options], t) => {
    const top = options[0]
    if (!top || blank >= top[1]) {
      last = null
      return
    }
    const [char, confidence] = top
    const before = raw.at(-1)
    if (char !== last) raw.push({ char, confidence, t })
    else if (before && confidence > before.confidence) raw[raw.length - 1] = { char, confidence, t }
    last = char
  })
  return toMarks(
    raw.map((mark, i) => {
      const before = raw[i - 1]
      const after = raw[i + 1]
      const fromStep = before ? Math.ceil((before.t + mark.t) / 2) : 0
      return { ...mark, fromStep, toStep: after ? Math.ceil((mark.t + after.t) / 2) - 1 : steps.length - 1 }
    }),
  )
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
function pairUp(shown: readonly Mark[], expected: string): Pick<Place, 'realSubstitutions' | 'lookAlikes' | 'indels'> {
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
      if (swap === 1) realSubstitutions.push(shown[i - 1]?.confidence ?? 0)
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
