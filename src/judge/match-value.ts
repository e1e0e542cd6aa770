import type { Policy } from '../model/policy.js'
import type { Box, Reading, TextLine } from '../model/reading.js'
import { foldConfusables, squash } from './fold-confusables.js'
import { compareShown, locateValue, type Place } from './locate-value.js'
import { type Mark, markLine, markText } from './mark-line.js'
import { scoreCandidate } from './score-candidate.js'

/** How one expected value stands to what one piece of evidence shows. Ratios are natural logs. */
export interface ValueMatch {
  readonly expected: string | null
  /** What was read there; null when nothing like it was found. */
  readonly read: string | null
  readonly logRatioToBest: number
  readonly logRatioToRival: number
  readonly verdict: 'matches' | 'differs' | 'unclear' | 'absent'
  readonly box: Box | null
}

export const absent: ValueMatch = {
  expected: null,
  read: null,
  logRatioToBest: 0,
  logRatioToRival: 0,
  verdict: 'absent',
  box: null,
}

/** A line made ready for search; its marks are worked out when first needed. */
export interface SearchLine {
  readonly line: TextLine
  readonly folded: string
  marks: readonly Mark[] | null
}

// Without steps, what a look-alike and a character too many cost in log ratio: the first is common, the second hardly ever right.
const lookAlikeCost = 1.5
const indelCost = 7
// Shorter values stand in any text by chance.
const shortestSearched = 6

/** The lines of a reading that can hold a value, and each wrapped onto the next: numbers break over two lines. */
export function searchLinesOf(reading: Reading): readonly SearchLine[] {
  return reading.lines.flatMap((line) => {
    const plain = squash(line.text)
    return plain.length >= 3 ? [{ line, folded: foldConfusables(plain), marks: null }] : []
  })
}

/** How well the lines show `expected`: the best place by likelihood, never `differs`, for a line has many numbers. */
export function matchValue(lines: readonly SearchLine[], expected: string, known: readonly string[], policy: Policy): ValueMatch {
  const wanted = squash(expected)
  if (wanted.length < shortestSearched) return absent
  const grams = gramsOf(foldConfusables(wanted))
  const hits = hitsOf(lines, grams)
  // Two edits, the most that is looked at, spoil two of the groups.
  const candidates = lines.filter((_, i) => (hits[i] ?? 0) >= Math.max(1, grams.length - 2))
  const whole = best(candidates.map((one) => matchLine([one], wanted, known, policy)))
  if (whole.verdict === 'matches') return { ...whole, expected }
  const wrapped = lines.flatMap((one, i) => {
    const next = lines[i + 1]
    const [here = 0, there = 0] = [hits[i], hits[i + 1]]
    return next && here > 0 && there > 0 && here + there >= grams.length - 1 ? [matchLine([one, next], wanted, known, policy)] : []
  })
  const found = best([whole, ...wrapped.filter(({ verdict }) => verdict === 'matches')])
  return found.verdict === 'absent' ? absent : { ...found, expected }
}

/** The lines, by index, that `matchValue` may look at closely for one of these values, whatever the policy and the neighbours of a line. */
export function linesWorthSearching(reading: Reading, expected: readonly string[]): readonly number[] {
  const lines = searchLinesOf(reading)
  const places = new Map(reading.lines.map((line, i) => [line, i]))
  const worth = expected.flatMap((one) => {
    const grams = gramsOf(foldConfusables(squash(one)))
    const hits = hitsOf(lines, grams)
    const [most = 0, second = 0] = hits.toSorted((a, b) => b - a)
    return lines.filter((_, i) => {
      const own = hits[i] ?? 0
      const other = own === most ? second : most
      return own > 0 && (own >= grams.length - 2 || (other > 0 && own + other >= grams.length - 1))
    })
  })
  return [...new Set(worth)].map(({ line }) => places.get(line) ?? -1)
}

function hitsOf(lines: readonly SearchLine[], grams: readonly string[]): readonly number[] {
  return lines.map(({ folded }) => grams.filter((gram) => folded.includes(gram)).length)
}

/** Sets a labelled value beside the one expected there: here a really different character says `differs`. */
export function matchShown(
  lines: readonly SearchLine[],
  shown: { readonly value: string; readonly confidence: number; readonly line: number; readonly box: Box },
  expected: string,
  reading: Reading,
  policy: Policy,
): ValueMatch {
  const [wanted, read] = [squash(expected), squash(shown.value)]
  const line = reading.lines[shown.line]
  const search = lines.find((one) => one.line === line)
  const inLine = search ? compareShown(marksFor(search), search.line.steps, read, wanted) : null
  const place = inLine ?? compareShown(markText(read, shown.confidence), [], read, wanted)
  if (!place) return absent
  const score = scorePlace(place, wanted, [])
  return { expected, read: shown.value, ...score, verdict: verdictOf(place, score.logRatioToBest, policy), box: shown.box }
}

function matchLine(parts: readonly SearchLine[], wanted: string, known: readonly string[], policy: Policy): ValueMatch {
  const [first] = parts
  if (!first) return absent
  const single = parts.length === 1
  const marks = single ? marksFor(first) : parts.flatMap((part) => marksFor(part).map((mark) => ({ ...mark, t: -1 })))
  const place = locateValue(marks, single ? first.line.steps : [], wanted)
  if (!place) return absent
  const edits = place.realSubstitutions.length + place.indels
  if (edits > 2 || (!single && edits > 0)) return absent
  const score = scorePlace(place, wanted, known)
  const verdict = verdictOf(place, score.logRatioToBest, policy) === 'matches' ? 'matches' : 'unclear'
  return { expected: wanted, read: place.read, ...score, verdict, box: first.line.box }
}

function scorePlace(place: Place, wanted: string, known: readonly string[]) {
  if (place.steps.length > 0) {
    const rivals = known.map(squash).filter((rival) => Math.abs(rival.length - wanted.length) <= 1)
    return scoreCandidate(place, wanted, rivals)
  }
  const doubt = (confidence: number) => Math.log(Math.max(1e-6, 1 - confidence))
  const substitutions = place.realSubstitutions.reduce((sum, confidence) => sum + doubt(confidence), 0)
  return {
    logRatioToBest: substitutions - place.lookAlikes * lookAlikeCost - place.indels * indelCost,
    logRatioToRival: substitutions - doubt(place.lowestConfidence) - place.lookAlikes * lookAlikeCost,
  }
}

/** A real difference needs a confident other character; a match needs a likelihood and no such character; the rest is unclear. */
function verdictOf(place: Place, logRatio: number, policy: Policy): ValueMatch['verdict'] {
  const { minLogRatio, differsFromConfidence } = policy.match
  const sure = place.realSubstitutions.filter((confidence) => confidence >= differsFromConfidence).length
  // Two look-alikes are common in a long key; a character that is no look-alike needs to have been nearly read.
  const enough = place.realSubstitutions.length > 0 ? minLogRatio / 2 : minLogRatio
  if (sure === 0 && logRatio >= enough) return 'matches'
  return sure > 0 && logRatio < enough ? 'differs' : 'unclear'
}

function best(matches: readonly ValueMatch[]): ValueMatch {
  const rank = { matches: 3, unclear: 2, differs: 1, absent: 0 }
  return matches.reduce(
    (a, b) => (rank[b.verdict] > rank[a.verdict] || (rank[b.verdict] === rank[a.verdict] && b.logRatioToBest > a.logRatioToBest) ? b : a),
    absent,
  )
}

function marksFor(search: SearchLine): readonly Mark[] {
  search.marks ??= markLine(search.line)
  return search.marks
}

/** Disjoint groups of three: with two edits in sixteen characters at least three of them still stand. */
function gramsOf(text: string): readonly string[] {
  const grams: string[] = []
  for (let i = 0; i + 3 <= text.length; i += 3) grams.push(text.slice(i, i + 3))
  return grams
}
