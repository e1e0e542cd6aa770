import type { CtcStep, TextLine } from '../model/reading.js'
import { squash } from './fold-confusables.js'

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

/** The letters and digits of a line: from its steps when the reader keeps them, else from its glyphs, else from its text. */
export function markLine(line: TextLine): readonly Mark[] {
  if (line.steps.length > 0) return decode(line.steps)
  if (line.glyphs.length > 0) return toMarks(line.glyphs.map(({ char, confidence }) => ({ char, confidence })))
  return toMarks([...line.text].map((char) => ({ char, confidence: line.confidence })))
}

/** Marks of a bare value that has no line of its own, every character as sure as the value. */
export function markText(text: string, confidence: number): readonly Mark[] {
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
  steps.forEach((step, t) => {
    const top = step[1]
    if (!top || step[0] >= top[1]) {
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
