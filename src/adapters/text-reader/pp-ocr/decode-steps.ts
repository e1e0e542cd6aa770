import type { CtcStep } from '../../../model/reading.js'
import { type CompactSteps, optionsOf } from './compact-steps.js'
import { type Candidate, mendConfusables } from './mend-confusables.js'
import { type Options, shareAnew } from './share-anew.js'
import type { PlacedCharacter, Reread } from './tell-by-ink.js'

/** A line as its steps tell it. */
export interface DecodedLine {
  readonly text: string
  readonly characters: readonly PlacedCharacter[]
  readonly steps: readonly CtcStep[]
}

interface Run extends Candidate {
  char: string
  confidence: number
  options: Candidate['options']
  readonly first: number
  last: number
}

/** A step this sure of "no character" says nothing else; a run of them says it once. */
const sureBlank = 0.999

/**
 * The likeliest reading of each step, repeats and blanks dropped (greedy CTC decoding), without spaces at the ends,
 * look-alikes mended by their words (there the steps stay as the net gave them) or told by `tell`: there each step shares the
 * probability of all that look alike anew, so that whoever scores the steps later finds what was told and how surely.
 * `alphabet` holds the character of each place of the net's answer; place 0 is the blank.
 */
export function decodeSteps(
  compact: CompactSteps,
  alphabet: readonly string[],
  tell: (characters: readonly PlacedCharacter[]) => readonly Reread[] = () => [],
): DecodedLine {
  const runs = runsOf(compact, alphabet)
  const characters = runs.map(({ char, confidence, first, last }) => ({
    char,
    confidence: round(confidence),
    centre: (first + last + 1) / 2,
  }))
  for (const { index, char, confidence } of mendConfusables(runs)) {
    characters.splice(index, 1, { char, confidence: round(Math.min(1, confidence)), centre: characters[index]?.centre ?? 0 })
  }
  const shared = new Map<number, Options>()
  for (const reread of tell(characters)) {
    const [run, character] = [runs[reread.index], characters[reread.index]]
    if (run === undefined || character === undefined || wouldMerge(runs, reread)) continue
    for (let step = run.first; step <= run.last; step++) {
      shared.set(step, shareAnew(named(optionsOf(compact, step), alphabet), compact.blank[step] ?? 0, run.char, reread))
    }
    run.char = reread.char
    const confidence = surestOf(run, shared)
    characters.splice(reread.index, 1, { ...character, char: reread.char, confidence: round(confidence) })
  }
  return { text: characters.map(({ char }) => char).join(''), characters, steps: stepsOf(compact, alphabet, shared) }
}

/** Without a blank between, two equal characters would be read as one. */
function wouldMerge(runs: readonly Run[], { index, char }: Reread): boolean {
  const [before, run, after] = [runs[index - 1], runs[index], runs[index + 1]]
  if (run === undefined || run.char === char) return false
  return (before?.char === char && before.last + 1 >= run.first) || (after?.char === char && run.last + 1 >= after.first)
}

function surestOf({ char, first, last }: Run, shared: ReadonlyMap<number, Options>): number {
  let surest = 0
  for (let step = first; step <= last; step++) {
    surest = Math.max(surest, shared.get(step)?.find(([option]) => option === char)?.[1] ?? 0)
  }
  return surest
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

function stepsOf(compact: CompactSteps, alphabet: readonly string[], shared: ReadonlyMap<number, Options>): CtcStep[] {
  const steps: CtcStep[] = []
  let wasSure = false
  for (let step = 0; step < compact.count; step++) {
    const blank = compact.blank[step] ?? 0
    if (blank <= sureBlank || !wasSure) {
      const known = shared.get(step) ?? named(optionsOf(compact, step), alphabet)
      const options = known.map(([char, probability]) => [char, round(probability)] as const)
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
