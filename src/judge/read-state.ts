import type { Shows } from '../model/evidence.js'
import type { Phrase } from '../model/examined.js'
import type { Reading } from '../model/reading.js'

/** The state these phrases of a page tell: the larger print wins, and a failure beats a success of its own size. */
export function readState(reading: Reading, phrases: readonly Phrase[]): Shows {
  let failure = 0
  let success = 0
  for (const phrase of phrases) {
    const weight = prominence(phrase, reading)
    if (phrase.says === 'failure') failure = Math.max(failure, weight)
    else if (phrase.says === 'success') success = Math.max(success, weight)
  }
  if (failure === 0 && success === 0) return 'neither'
  return failure >= success * 0.8 ? 'failure' : 'success'
}

/** Height of print in pixels, more for a phrase that is its line's whole text, less where it was hardly read. */
function prominence(phrase: Phrase, reading: Reading): number {
  return phrase.box[3] * (shareOfLine(phrase, reading) > 0.6 ? 1.3 : 1) * Math.max(phrase.confidence, 0.3)
}

/** How much of its line's text a phrase is, 0-1. */
export function shareOfLine(phrase: Phrase, reading: Reading): number {
  return Math.min(phrase.text.length / Math.max(reading.lines[phrase.line]?.text.trim().length ?? 1, 1), 1)
}
