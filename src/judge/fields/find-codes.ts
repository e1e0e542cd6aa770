import { findLabelOf, type Labels } from './find-label-of.js'
import type { Label } from './find-labels.js'
import { knownFormat } from './known-formats.js'
import { columnOverlap, type Page, type PageLine, standTogether } from './page.js'
import { type Span, xAt } from './span.js'

/** A run of letters, digits and hyphens that may be a number or a key, with the label it belongs to. */
export interface Code {
  /** Without blanks and stray marks, in the case it was read in. */
  readonly text: string
  readonly spans: readonly [Span, ...Span[]]
  readonly label: Label | null
  /** Its parts were put together without a known format to vouch for it. */
  readonly joined: boolean
}

/** Finds the codes of a page: parts split by blanks, stray marks or the edge of their column are put together. */
export function findCodes(page: Page, labels: Labels): readonly Code[] {
  return page.lines.flatMap((line) => (/\d|[A-Z]{3}/.test(line.text) ? codesIn(page, labels, line) : []))
}

interface Run {
  readonly text: string
  readonly start: number
  readonly end: number
}

function codesIn(page: Page, labels: Labels, on: PageLine): readonly Code[] {
  const codes: Code[] = []
  const runs = runsIn(on, labels.get(on) ?? [])
  for (let at = 0; at < runs.length; ) {
    const count = joinable(on, runs.slice(at))
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

/** How many of the leading runs make one code. */
function joinable(on: PageLine, runs: readonly Run[]): number {
  let reach = 1
  for (let at = 1; at < runs.length; at++) {
    const [before, next] = [runs[at - 1], runs[at]]
    if (before === undefined || next === undefined || !closeTogether(on, before, next)) break
    reach = at + 1
  }
  for (let count = reach; count > 1; count--) {
    const parts = runs.slice(0, count)
    if (knownFormat(joinedText(parts).toUpperCase()) !== null || grouped(parts)) return count
  }
  return 1
}

/** A blank or a stray mark between them, no wider than a blank is. */
function closeTogether(on: PageLine, before: Run, next: Run): boolean {
  if (!/^[ .,·'`_-]{1,3}$/.test(on.text.slice(before.end, next.start))) return false
  const pitch = before.text.length > 2 ? (xAt(on, before.end - 1) - xAt(on, before.start)) / (before.text.length - 1) : on.height * 0.6
  return xAt(on, next.start) - xAt(on, before.end - 1) <= 3.2 * Math.max(pitch, on.height * 0.3)
}

/** Groups as people print long codes: all digits and long in all, or letters and digits in groups of one size. */
function grouped(parts: readonly Run[]): boolean {
  const text = joinedText(parts)
  if (parts.some((part) => /-/.test(part.text)) && !parts.every((part) => /^[A-Z0-9-]+$/.test(part.text))) return false
  if (/^\d+$/.test(text)) return text.length >= 10 && parts.every((part) => part.text.length >= 2) && !startsWithMoment(parts)
  // A prefix of letters split from its figures: DDN 20260001.
  if (parts.length === 2 && /^[A-Z]{1,4}$/.test(parts[0]?.text ?? '') && /^[A-Z]{0,2}\d{4,}$/.test(parts[1]?.text ?? ''))
    return !/^(?:NO|ID|SN|QQ|PM|AM|IP)$/.test(parts[0]?.text ?? '')
  const size = parts[0]?.text.replace(/-/g, '').length ?? 0
  const even = parts.every((part) => part.text.length === size && /^[A-Z0-9]+$/.test(part.text) && /\d/.test(text))
  return (even && parts.length >= 3 && size >= 3) || brokenKey.test(text)
}

const brokenKey = /^[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}$/

/** 20260615 1432 is a moment, not a number in groups. */
function startsWithMoment(parts: readonly Run[]): boolean {
  return parts.length === 2 && /^20\d{6}$/.test(parts[0]?.text ?? '') && /^[0-2]\d[0-5]\d(?:[0-5]\d)?$/.test(parts[1]?.text ?? '')
}

function joinedText(parts: readonly Run[]): string {
  return parts
    .map(({ text }) => text)
    .join(parts.some(({ text }) => text.includes('-')) && !parts.every(({ text }) => /^[\d-]+$/.test(text)) ? '-' : '')
    .replace(/--/g, '-')
}

function toCode(page: Page, labels: Labels, on: PageLine, parts: readonly Run[]): Code | null {
  const [first, last] = [parts[0], parts.at(-1)]
  if (first === undefined || last === undefined) return null
  const text = joinedText(parts)
  if (text.length < 4 || !/\d|-/.test(text) || isPartOfAddress(on, first.start, last.end)) return null
  const span = { on, start: first.start, end: last.end }
  const label = findLabelOf(page, labels, span)
  const whole: Code = { text, spans: [span], label, joined: parts.length > 1 && knownFormat(text.toUpperCase()) === null }
  return continued(page, labels, whole) ?? whole
}

/** A web or mail address, a path, a decimal, a masked value. */
function isPartOfAddress({ text }: PageLine, start: number, end: number): boolean {
  return /[/\\@=&?%~*]$|\w\.$|:\/{1,2}$/.test(text.slice(0, start)) || /^(?:[/\\@=&%~*]|\.\w|:\/\/)/.test(text.slice(end))
}

/** The code with the rest of it from the line below, where the column was too narrow for all of it. */
function continued(page: Page, labels: Labels, code: Code): Code | null {
  const [span] = code.spans
  const wanted = code.label?.says.endsWith('number') || /^\d{14,}$/.test(code.text)
  if (!wanted || code.text.length < 6 || afterValue(span) || knownFormat(code.text.toUpperCase())?.checked) return null
  const below = lineBelow(page, span)
  const rest =
    below === null || labels.has(below) ? null : /^\s*([A-Za-z0-9-]{2,}(?: [A-Za-z0-9-]+)*?)\s*(?:复制|查看|copy|>)?\s*$/i.exec(below.text)
  if (below === null || rest === null || rest[1] === undefined) return null
  const start = below.text.indexOf(rest[1])
  const text = code.text + rest[1].replace(/ /g, '')
  const known = knownFormat(text.toUpperCase())
  if (known === null && !(reachesEdge(page, span) && /\d/.test(rest[1]) && code.text.length >= 12 && text.length <= 64)) return null
  if (known === null && findLabelOf(page, labels, { on: below, start, end: start + rest[1].length }) !== null) return null
  return { ...code, text, spans: [span, { on: below, start, end: start + rest[1].length }], joined: known === null }
}

/** Whether more than a button follows on the line. */
function afterValue({ on, end }: Span): boolean {
  return !/^[\s>|]*(?:复制|查看|copy|[\s>|])*$/i.test(on.text.slice(end))
}

/** The line right under a span, in letters of the same height. */
function lineBelow(page: Page, span: Span): PageLine | null {
  let nearest: PageLine | null = null
  for (const line of page.lines) {
    const gap = line.top - span.on.bottom
    if (line === span.on || gap > span.on.height || line.midY < span.on.bottom || columnOverlap(line, span.on) < 0.5) continue
    if (Math.abs(line.height - span.on.height) > 0.3 * span.on.height || !standTogether(line, span.on)) continue
    if (nearest === null || line.top < nearest.top) nearest = line
  }
  return nearest
}

/** Nothing on the page stands further right than the end of this span, but for two characters. */
function reachesEdge(page: Page, { on }: Span): boolean {
  return page.lines.every((line) => line.right <= on.right + 1.5 * on.height || !standTogether(line, on))
}
