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
 * Scores `expected` against what was read and the nearest rivals (`known` numbers, one-character changes): CTC forward probability,
 * upper and lower case as one, separators as blank, look-alikes allowed for at the recogniser's known rate. All strings are squashed.
 */
export function scoreCandidate(place: ScoredPlace, expected: string, known: readonly string[]): CandidateScore {
  const emissions = readEmissions(place.steps)
  const rivals = known.filter((rival) => rival !== expected)
  const isRead = place.read === expected
  // What was read as it stands needs no forward pass unless there is another number to hold it against.
  const own = isRead && rivals.length === 0 ? 0 : forward(emissions, expected)
  const best = isRead ? own : forward(emissions, place.read)
  const toOthers = rivals.map((rival) => own - forward(emissions, rival))
  const toChange = isRead ? nearestChange(emissions, place) : own - best
  return {
    logRatioToBest: capped(Math.min(0, own - best)),
    logRatioToRival: capped(Math.min(toChange, ...toOthers)),
  }
}

/** Probabilities by step, flat: the options of step t stand from `starts[t]` to `starts[t + 1]`. */
interface Emissions {
  readonly steps: number
  readonly blanks: Float64Array
  readonly rest: Float64Array
  readonly starts: Uint32Array
  readonly codes: Uint16Array
  readonly probabilities: Float64Array
  readonly rows: Map<string, Float64Array>
}

function readEmissions(steps: readonly CtcStep[]): Emissions {
  const size = steps.reduce((sum, step) => sum + step.length - 1, 0)
  const [blanks, rest, probabilities] = [new Float64Array(steps.length), new Float64Array(steps.length), new Float64Array(size)]
  const [starts, codes] = [new Uint32Array(steps.length + 1), new Uint16Array(size)]
  let at = 0
  for (const [t, step] of steps.entries()) {
    const [blank] = step
    let nothing = blank
    let total = blank
    for (let i = 1; i < step.length; i++) {
      const [char, probability] = step[i] as Exclude<CtcStep[number], number>
      total += probability
      if (isSeparator(char)) nothing += probability
      else {
        codes[at] = upperCode(char)
        probabilities[at++] = probability
      }
    }
    blanks[t] = Math.max(floor, nothing)
    rest[t] = Math.max(floor, (1 - total) / vocabulary)
    starts[t + 1] = at
  }
  return { steps: steps.length, blanks, rest, starts, codes, probabilities, rows: new Map() }
}

/** Probability of one character at every step: both cases, and a share of its look-alikes'. */
function rowOf(emissions: Emissions, char: string): Float64Array {
  const known = emissions.rows.get(char)
  if (known) return known
  const own = char.charCodeAt(0)
  const alike = confusablesOf(char).map((other) => other.charCodeAt(0))
  const row = new Float64Array(emissions.steps)
  for (let t = 0; t < emissions.steps; t++) {
    let plain = 0
    let confused = 0
    for (let i = emissions.starts[t] ?? 0; i < (emissions.starts[t + 1] ?? 0); i++) {
      const code = emissions.codes[i] ?? 0
      if (code === own) plain += emissions.probabilities[i] ?? 0
      else if (alike.includes(code)) confused += emissions.probabilities[i] ?? 0
    }
    row[t] = (1 - confusionRate) * Math.max(plain, emissions.rest[t] ?? floor) + confusionRate * confused
  }
  emissions.rows.set(char, row)
  return row
}

/** Log of the CTC forward probability of `text` over all steps, in the scaled linear domain. */
function forward(emissions: Emissions, text: string): number {
  const states = 2 * text.length + 1
  const rows = [...text].map((char) => rowOf(emissions, char))
  let now = new Float64Array(states)
  let next = new Float64Array(states)
  let logScale = 0
  for (let t = 0; t < emissions.steps; t++) {
    const blank = emissions.blanks[t] ?? floor
    let sum = 0
    for (let s = 0; s < states; s++) {
      const k = s >> 1
      const isChar = (s & 1) === 1
      let paths = t === 0 ? (s <= 1 ? 1 : 0) : (now[s] ?? 0) + (s > 0 ? (now[s - 1] ?? 0) : 0)
      if (t > 0 && isChar && s > 2 && text[k] !== text[k - 1]) paths += now[s - 2] ?? 0
      const value = paths === 0 ? 0 : paths * (isChar ? (rows[k]?.[t] ?? floor) : blank)
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

/** Log ratio to the likeliest one-character change of what was read, at the step where that character peaks: the other steps say the same of both. */
function nearestChange(emissions: Emissions, { read, peaks }: ScoredPlace): number {
  let nearest = ratioCap
  for (const [k, t] of peaks.entries()) {
    const char = read[k] ?? ''
    const own = rowOf(emissions, char)[t] ?? floor
    let other = emissions.rest[t] ?? floor
    for (let i = emissions.starts[t] ?? 0; i < (emissions.starts[t + 1] ?? 0); i++) {
      const code = emissions.codes[i] ?? 0
      if (code !== char.charCodeAt(0) && isPlain(code)) other = Math.max(other, emissions.probabilities[i] ?? 0)
    }
    // A look-alike is never further away than the recogniser's own rate of confusing them.
    if (confusablesOf(char).length > 0) other = Math.max(other, confusionRate * own)
    nearest = Math.min(nearest, Math.log(own / other))
  }
  return nearest
}

function upperCode(char: string): number {
  const code = char.charCodeAt(0)
  return code >= 97 && code <= 122 ? code - 32 : code
}

function isPlain(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90)
}

/** Spaces and marks printed inside numbers: they read as no character. */
function isSeparator(char: string): boolean {
  return ' -‐‑‒–—―·._'.includes(char)
}

/** Where neither explains the steps at all, nothing speaks for a candidate. */
function capped(logRatio: number): number {
  if (Number.isNaN(logRatio)) return -ratioCap
  return Math.max(-ratioCap, Math.min(ratioCap, logRatio))
}
