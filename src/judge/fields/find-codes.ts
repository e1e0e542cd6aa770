import type { Code } from './code.js'
import { continueBelow } from './continue-below.js'
import { findLabelOf, type Labels } from './find-label-of.js'
import type { Label } from './find-labels.js'
import { countJoined, joinRuns, type Run } from './join-runs.js'
import { knownFormat } from './known-formats.js'
import type { Page, PageLine } from './page.js'

/** Finds the codes of a page: parts split by blanks, stray marks or the edge of their column are put together. */
export function findCodes(page: Page, labels: Labels): readonly Code[] {
  return page.lines.flatMap((line) => (/\d|[A-Z]{3}/.test(line.text) ? codesIn(page, labels, line) : []))
}

function codesIn(page: Page, labels: Labels, on: PageLine): readonly Code[] {
  const codes: Code[] = []
  const runs = runsIn(on, labels.get(on) ?? [])
  for (let at = 0; at < runs.length; ) {
    const count = countJoined(on, runs.slice(at))
    const parts = runs.slice(at, at + count)
    at += count
    const code = toCode(page, labels, on, parts)
    if (code !== null) codes.push(code)
  }
  return codes
}

const run = /GPA\.[\d-]+|[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?/g

/** The runs outside labels; what touches a slash, an @ or a dot between letters is part of an address or a file name. */
function runsIn({ text }: PageLine, labels: readonly Label[]): readonly Run[] {
  const runs: Run[] = []
  for (const match of text.matchAll(run)) {
    const [start, end] = [match.index, match.index + match[0].length]
    if (labels.some((label) => label.start < end && start < label.end)) {
      const label = labels.find((each) => each.end > start && each.end < end)
      if (label !== undefined) runs.push({ text: text.slice(label.end, end), start: label.end, end })
      continue
    }
    runs.push({ text: match[0], start, end })
  }
  return runs
}

function toCode(page: Page, labels: Labels, on: PageLine, parts: readonly Run[]): Code | null {
  const [first, last] = [parts[0], parts.at(-1)]
  if (first === undefined || last === undefined) return null
  const text = joinRuns(parts)
  if (text.length < 4 || !/\d|-/.test(text + on.text.slice(last.end, last.end + 1)) || isPartOfAddress(on, first.start, last.end))
    return null
  const span = { on, start: first.start, end: last.end }
  const label = findLabelOf(page, labels, span)
  const whole: Code = { text, spans: [span], label, joined: parts.length > 1 && knownFormat(text.toUpperCase()) === null }
  return continueBelow(page, labels, whole) ?? whole
}

/** A web or mail address, a path, a decimal, a masked value. */
function isPartOfAddress({ text }: PageLine, start: number, end: number): boolean {
  return /[/\\@=&?%~*]$|\w\.$|:\/{1,2}$/.test(text.slice(0, start)) || /^(?:[/\\@=&%~*]|\.\w|:\/\/)/.test(text.slice(end))
}
