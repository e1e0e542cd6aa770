import type { MeasuredPlace } from '../model/examined.js'
import type { Box, Reading } from '../model/reading.js'
import { squash } from './fold-confusables.js'
import { compareShown } from './locate-value.js'
import { markText } from './mark-line.js'
import { marksFor, type SearchLine } from './measure-value.js'
import { scorePlace } from './score-place.js'

/** A value that a piece shows at a known place. */
export interface Shown {
  readonly value: string
  readonly confidence: number
  readonly line: number
  readonly box: Box
}

/** Sets a labelled value beside the one expected there; null when they cannot be compared. */
export function measureShown(lines: readonly SearchLine[], shown: Shown, expected: string, reading: Reading): MeasuredPlace | null {
  const [wanted, read] = [squash(expected), squash(shown.value)]
  const line = reading.lines[shown.line]
  const search = lines.find((one) => one.line === line)
  const inLine = search ? compareShown(marksFor(search), search.line.steps, read, wanted) : null
  const place = inLine ?? compareShown(markText(read, shown.confidence), [], read, wanted)
  if (!place) return null
  return { read: shown.value, realSubstitutions: place.realSubstitutions, ...scorePlace(place, wanted, []), box: shown.box }
}
