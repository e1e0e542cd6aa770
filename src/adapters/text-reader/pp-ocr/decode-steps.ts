import type { CtcStep } from '../../../model/reading.js'
import { type CompactSteps, optionsOf } from './compact-steps.js'

/** A line as its steps tell it. Positions are in steps from the start of the line. */
export interface DecodedLine {
  readonly text: string
  readonly characters: readonly DecodedCharacter[]
  readonly steps: readonly CtcStep[]
}

export interface DecodedCharacter {
  readonly char: string
  readonly confidence: number
  /** Middle of the steps that say it. */
  readonly centre: number
}

/** A step this sure of "no character" says nothing else; a run of them says it once. */
const sureBlank = 0.999

/**
 * The likeliest reading of each step, repeats and blanks dropped (greedy CTC decoding), without spaces at the ends.
 * `alphabet` holds the character of each place of the net's answer; place 0 is the blank.
 */
export function decodeSteps(compact: CompactSteps, alphabet: readonly string[]): DecodedLine {
  const characters: { char: string; confidence: number; first: number; last: number }[] = []
  const steps: CtcStep[] = []
  let before = 0
  let afterSureBlank = false
  for (let step = 0; step < compact.count; step++) {
    const blank = compact.blank[step] ?? 0
    const options = optionsOf(compact, step)
    const [place, probability] = options[0] ?? [0, 0]
    const best = probability > blank ? place : 0
    if (best !== 0) {
      const current = characters.at(-1)
      if (best === before && current) {
        current.last = step
        current.confidence = Math.max(current.confidence, probability)
      } else characters.push({ char: alphabet[best] ?? '', confidence: probability, first: step, last: step })
    }
    before = best
    if (blank <= sureBlank || !afterSureBlank) steps.push(ctcStep(blank, options, alphabet))
    afterSureBlank = blank > sureBlank
  }
  // The net says a space where the margin of a strip is wide.
  while (characters[0]?.char === ' ') characters.shift()
  while (characters.at(-1)?.char === ' ') characters.pop()
  return {
    text: characters.map(({ char }) => char).join(''),
    characters: characters.map(({ char, confidence, first, last }) => ({
      char,
      confidence: round(confidence),
      centre: (first + last + 1) / 2,
    })),
    steps,
  }
}

function ctcStep(blank: number, options: readonly (readonly [place: number, probability: number])[], alphabet: readonly string[]): CtcStep {
  return [round(blank), ...options.map(([place, probability]) => [alphabet[place] ?? '', round(probability)] as const)]
}

/** Five digits keep a stored reading small; what is kept is never below 0.0001. */
function round(probability: number): number {
  return Math.round(probability * 1e5) / 1e5
}
