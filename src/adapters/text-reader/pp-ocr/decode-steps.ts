import type { CtcStep } from '../../../model/reading.js'
import { type CompactSteps, optionsOf } from './compact-steps.js'
import { type Candidate, mendConfusables } from './mend-confusables.js'

/** A line as its steps tell it. */
export interface DecodedLine {
  readonly text: string
  readonly characters: readonly DecodedCharacter[]
  readonly steps: readonly CtcStep[]
}

export interface DecodedCharacter {
  readonly char: string
  readonly confidence: number
  /** Middle of the steps that say it, in steps from the start of the line. */
  readonly centre: number
}

interface Run extends Candidate {
  confidence: number
  options: Candidate['options']
  readonly first: number
  last: number
}

/** A step this sure of "no character" says nothing else; a run of them says it once. */
const sureBlank = 0.999

/**
 * The likeliest reading of each step, repeats and blanks dropped (greedy CTC decoding), without spaces at the ends,
 * look-alikes mended by their words. The steps stay as the net gave them.
 * `alphabet` holds the character of each place of the net's answer; place 0 is the blank.
 */
export function decodeSteps(compact: CompactSteps, alphabet: readonly string[]): DecodedLine {
  const runs = runsOf(compact, alphabet)
  const characters = runs.map(({ char, confidence, first, last }) => ({
    char,
    confidence: round(confidence),
    centre: (first + last + 1) / 2,
  }))
  for (const { index, char, confidence } of mendConfusables(runs)) {
    characters.splice(index, 1, { char, confidence: round(Math.min(1, confidence)), centre: characters[index]?.centre ?? 0 })
  }
  return { text: characters.map(({ char }) => char).join(''), characters, steps: stepsOf(compact, alphabet) }
}

function runsOf(compact: CompactSteps, alphabet: readonly string[]): Run[] {
  const runs: Run[] = []
  let before = 0
  for (let step = 0; step < compact.count; step++) {
    const options = optionsOf(compact, step)
    const [place, probability] = options[0] ?? [0, 0]
    const best = probability > (compact.blank[step] ?? 0) ? place : 0
    const current = runs.at(-1)
    if (best !== 0 && best === before && current) {
      current.last = step
      if (probability > current.confidence) Object.assign(current, { confidence: probability, options: named(options, alphabet) })
    } else if (best !== 0) {
      runs.push({ char: alphabet[best] ?? '', confidence: probability, options: named(options, alphabet), first: step, last: step })
    }
    before = best
  }
  // The net says a space where the margin of a strip is wide.
  while (runs[0]?.char === ' ') runs.shift()
  while (runs.at(-1)?.char === ' ') runs.pop()
  return runs
}

function stepsOf(compact: CompactSteps, alphabet: readonly string[]): CtcStep[] {
  const steps: CtcStep[] = []
  let wasSure = false
  for (let step = 0; step < compact.count; step++) {
    const blank = compact.blank[step] ?? 0
    if (blank <= sureBlank || !wasSure) {
      const options = named(optionsOf(compact, step), alphabet).map(([char, probability]) => [char, round(probability)] as const)
      steps.push([round(blank), ...options])
    }
    wasSure = blank > sureBlank
  }
  return steps
}

function named(options: readonly (readonly [place: number, probability: number])[], alphabet: readonly string[]) {
  return options.map(([place, probability]) => [alphabet[place] ?? '', probability] as const)
}

/** Five digits keep a stored reading small; what is kept is never below 0.0001. */
function round(probability: number): number {
  return Math.round(probability * 1e5) / 1e5
}
