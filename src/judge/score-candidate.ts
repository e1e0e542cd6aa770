import type { CtcStep } from '../model/reading.js'
import { confusablesOf } from './fold-confusables.js'

/** How well a candidate explains the steps, as natural-log likelihood ratios. */
export interface CandidateScore {
  /** Against what was read there; 0 when the candidate is what was read or explains the pixels better. */
  readonly logRatioToBest: number
  /** Against the best other candidate: positive when the candidate is likelier. */
  readonly logRatioToRival: number
}

// Per-character rate at which PP-OCR confidently reads a look-alike: 13 of 36 full-alphabet keys of 25 (reading.md).
const confusionRate = 0.02
// A recogniser knows some 6,600 characters; what it does not list shares the rest, and none is impossible.
const vocabulary = 6600
const floor = 1e-6
const ratioCap = 40

/** The steps of one value: what was read there, squashed, and the step at which each of its characters peaks. */
export interface ScoredPlace {
  readonly steps: readonly CtcStep[]
  readonly read: string
  readonly peaks: readonly number[]
}

/**
 * Scores `expected` against what was read and the nearest rivals (`known` numbers, one-character changes): CTC forward probability, upper and lower case
 * as one, separators as blank, look-alikes allowed for at the recogniser's known rate. All strings are squashed.
 */
export function scoreCandidate(place: ScoredPlace, expected: string, known: readonly string[]): CandidateScore {
  const emissions = new Emissions(place.steps)
  const { read } = place
  const own = forward(emissions, expected)
  const best = read === expected ? own : forward(emissions, read)
  const rivals = [...known, ...oneCharacterRivals(emissions, place, expected)].filter((rival) => rival !== expected)
  const rival = Math.max(...rivals.map((one) => forward(emissions, one)), Number.NEGATIVE_INFINITY)
  return {
    logRatioToBest: Math.max(-ratioCap, Math.min(0, own - best)),
    logRatioToRival: Math.max(-ratioCap, Math.min(ratioCap, own - rival)),
  }
}

/** Probabilities of characters by step: cases summed, confusions mixed in, each row computed once. */
class Emissions {
  readonly blanks: Float64Array
  private readonly listed: readonly ReadonlyMap<string, number>[]
  private readonly rest: Float64Array
  private readonly rows = new Map<string, Float64Array>()

  constructor(steps: readonly CtcStep[]) {
    this.blanks = new Float64Array(steps.length)
    this.rest = new Float64Array(steps.length)
    this.listed = steps.map(([blank, ...options], t) => {
      const chars = new Map<string, number>()
      let nothing = blank
      let total = blank
      for (const [char, probability] of options) {
        total += probability
        if (isSeparator(char)) nothing += probability
        else chars.set(char.toUpperCase(), (chars.get(char.toUpperCase()) ?? 0) + probability)
      }
      this.rest[t] = Math.max(floor, (1 - total) / vocabulary)
      this.blanks[t] = Math.max(floor, nothing)
      return chars
    })
  }

  get length(): number {
    return this.listed.length
  }

  row(char: string): Float64Array {
    const known = this.rows.get(char)
    if (known) return known
    const alike = confusablesOf(char)
    const row = Float64Array.from(this.listed, (chars, t) => {
      const plain = chars.get(char) ?? this.rest[t] ?? floor
      let confused = 0
      for (const other of alike) confused += chars.get(other) ?? 0
      return Math.max(floor, (1 - confusionRate) * plain + confusionRate * confused)
    })
    this.rows.set(char, row)
    return row
  }

  /** The likeliest other letters and digits anywhere, with their step: where a one-character change costs least. */
  doubts(): readonly { readonly char: string; readonly t: number; readonly probability: number }[] {
    return this.listed.flatMap((chars, t) =>
      [...chars].filter(([char]) => /^[A-Z0-9]$/.test(char)).map(([char, probability]) => ({ char, t, probability })),
    )
  }
}

/** Log of the CTC forward probability of `text` over all steps, in the scaled linear domain. */
function forward(emissions: Emissions, text: string): number {
  const states = 2 * text.length + 1
  const rows = [...text].map((char) => emissions.row(char))
  let now = new Float64Array(states)
  let next = new Float64Array(states)
  let logScale = 0
  for (let t = 0; t < emissions.length; t++) {
    const blank = emissions.blanks[t] ?? floor
    let sum = 0
    for (let s = 0; s < states; s++) {
      const k = s >> 1
      const isChar = (s & 1) === 1
      let paths = t === 0 ? (s <= 1 ? 1 : 0) : (now[s] ?? 0) + (s > 0 ? (now[s - 1] ?? 0) : 0)
      if (t > 0 && isChar && s > 2 && text[k] !== text[k - 1]) paths += now[s - 2] ?? 0
      const value = paths * (isChar ? (rows[k]?.[t] ?? floor) : blank)
      next[s] = value
      sum += value
    }
    if (sum === 0) return Number.NEGATIVE_INFINITY
    for (let s = 0; s < states; s++) next[s] = (next[s] ?? 0) / sum
    logScale += Math.log(sum)
    const spent = now
    now = next
    next = spent
  }
  const end = (now[states - 1] ?? 0) + (states > 1 ? (now[states - 2] ?? 0) : 0)
  return end > 0 ? logScale + Math.log(end) : Number.NEGATIVE_INFINITY
}

/** `expected` with one character changed to the likeliest others there, and the likeliest look-alike change. */
function oneCharacterRivals(emissions: Emissions, { read, peaks }: ScoredPlace, expected: string): readonly string[] {
  const rivals: { text: string; probability: number }[] = []
  for (const { char, t, probability } of emissions.doubts()) {
    const k = read.length === expected.length ? peaks.indexOf(t) : -1
    if (k >= 0 && expected[k] !== char) rivals.push({ text: changed(expected, k, char), probability })
  }
  rivals.sort((a, b) => b.probability - a.probability)
  const confusable = [...expected].findIndex((char) => confusablesOf(char).length > 0)
  const alike = confusable < 0 ? undefined : confusablesOf(expected[confusable] ?? '')[0]
  return [...rivals.slice(0, 2).map(({ text }) => text), ...(alike ? [changed(expected, confusable, alike)] : [])]
}

function changed(text: string, at: number, char: string): string {
  return text.slice(0, at) + char + text.slice(at + 1)
}

/** Spaces and marks printed inside numbers: they read as no character. */
export function isSeparator(char: string): boolean {
  return /^[\s\-‐-―·._]$/.test(char)
}
