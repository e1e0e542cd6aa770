import type { MeasuredPlace } from '../model/examined.js'
import type { Reading, TextLine } from '../model/reading.js'
import { foldConfusables, squash } from './fold-confusables.js'
import { locateValue } from './locate-value.js'
import { type Mark, markLine } from './mark-line.js'
import { scorePlace } from './score-place.js'

/** Where lines show something like one value, on a single line and wrapped onto the next, in the order of the lines. */
export interface ValuePlaces {
  readonly whole: readonly MeasuredPlace[]
  readonly wrapped: readonly MeasuredPlace[]
}

/** Measures how well the lines show `expected`, wherever they may: which of it counts is the policy's to say. */
export function measureValue(lines: readonly SearchLine[], expected: string, known: readonly string[]): ValuePlaces {
  const wanted = squash(expected)
  if (wanted.length < shortestSearched) return nowhere
  const grams = gramsOf(foldConfusables(wanted))
  const hits = lines.map(({ folded }) => grams.filter((gram) => folded.includes(gram)).length)
  // Two edits, the most that is looked at, spoil two of the groups.
  const candidates = lines.filter((_, i) => (hits[i] ?? 0) >= Math.max(1, grams.length - 2))
  const whole = candidates.flatMap((one) => measureLine([one], wanted, known) ?? [])
  const wrapped = lines.flatMap((one, i) => {
    const next = lines[i + 1]
    const [here = 0, there = 0] = [hits[i], hits[i + 1]]
    return (next && here > 0 && there > 0 && here + there >= grams.length - 1 && measureLine([one, next], wanted, known)) || []
  })
  return whole.length + wrapped.length > 0 ? { whole, wrapped } : nowhere
}

/** What is to be found of a value that no line shows. */
export const nowhere: ValuePlaces = { whole: [], wrapped: [] }

/** A line made ready for search; its marks are worked out when first needed. */
export interface SearchLine {
  readonly line: TextLine
  readonly folded: string
  marks: readonly Mark[] | null
}

/** The lines of a reading that can hold a value, and each wrapped onto the next: numbers break over two lines. */
export function searchLinesOf(reading: Reading): readonly SearchLine[] {
  return reading.lines.flatMap((line) => {
    const plain = squash(line.text)
    return plain.length >= 3 ? [{ line, folded: foldConfusables(plain), marks: null }] : []
  })
}

/** The letters and digits of a line, worked out once. */
export function marksFor(search: SearchLine): readonly Mark[] {
  search.marks ??= markLine(search.line)
  return search.marks
}

// Shorter values stand in any text by chance.
const shortestSearched = 6

function measureLine(parts: readonly SearchLine[], wanted: string, known: readonly string[]): MeasuredPlace | null {
  const [first] = parts
  if (!first) return null
  const single = parts.length === 1
  const marks = single ? marksFor(first) : parts.flatMap((part) => marksFor(part).map((mark) => ({ ...mark, t: -1 })))
  const place = locateValue(marks, single ? first.line.steps : [], wanted)
  if (!place) return null
  const { read, realSubstitutions, indels } = place
  const edits = realSubstitutions.length + indels
  if (edits > 2 || (!single && edits > 0)) return null
  return { read, realSubstitutions, ...scorePlace(place, wanted, known), box: first.line.box }
}

/** Disjoint groups of three: with two edits in sixteen characters at least three of them still stand. */
function gramsOf(text: string): readonly string[] {
  const grams: string[] = []
  for (let i = 0; i + 3 <= text.length; i += 3) grams.push(text.slice(i, i + 3))
  return grams
}
