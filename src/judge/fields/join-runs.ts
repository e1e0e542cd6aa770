import { keyForm } from './key-form.js'
import { isMixed, knownFormat } from './known-formats.js'
import type { PageLine } from './page.js'
import { xAt } from './span.js'

/** A run of letters, digits and hyphens in a line's text. */
export interface Run {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** People print long codes in no more groups than this. */
const mostParts = 10

/** How many of the leading runs make one code. */
export function countJoined(on: PageLine, runs: readonly Run[]): number {
  let reach = 1
  for (let at = 1; at < Math.min(runs.length, mostParts); at++) {
    const [before, next] = [runs[at - 1], runs[at]]
    if (before === undefined || next === undefined || !closeTogether(on, before, next)) break
    reach = at + 1
  }
  for (let count = reach; count > 1; count--) {
    const parts = runs.slice(0, count)
    if (knownFormat(joinRuns(parts).toUpperCase()) !== null || grouped(parts)) return count
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
  const text = joinRuns(parts)
  if (parts.some((part) => /-/.test(part.text)) && !parts.every((part) => /^[A-Z0-9-]+$/.test(part.text))) return false
  if (/^\d+$/.test(text)) return text.length >= 10 && parts.every((part) => part.text.length >= 2) && !startsWithMoment(parts)
  // A prefix of letters split from its figures: DDN 20260001.
  if (parts.length === 2 && /^[A-Z]{1,4}$/.test(parts[0]?.text ?? '') && /^[A-Z]{0,2}\d{4,}$/.test(parts[1]?.text ?? ''))
    return !/^(?:NO|ID|SN|QQ|PM|AM|IP)$/.test(parts[0]?.text ?? '')
  const size = parts[0]?.text.replace(/-/g, '').length ?? 0
  const even = parts.every((part) => part.text.length === size && /^[A-Z0-9]+$/.test(part.text) && /\d/.test(text))
  // a blank fell beside a hyphen; two keys after one another stay two
  const oneKey = keyForm(text) === 'even' && isMixed(text) && parts.some((part) => keyForm(part.text) === 'none')
  return (even && parts.length >= 3 && size >= 3) || brokenKey.test(text) || oneKey
}

const brokenKey = /^[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}$/

/** 20260615 1432 is a moment, not a number in groups. */
function startsWithMoment(parts: readonly Run[]): boolean {
  return parts.length === 2 && /^20\d{6}$/.test(parts[0]?.text ?? '') && /^[0-2]\d[0-5]\d(?:[0-5]\d)?$/.test(parts[1]?.text ?? '')
}

/** The runs as one code; groups of a key keep a hyphen between them. */
export function joinRuns(parts: readonly Run[]): string {
  return parts
    .map(({ text }) => text)
    .join(parts.some(({ text }) => text.includes('-')) && !parts.every(({ text }) => /^[\d-]+$/.test(text)) ? '-' : '')
    .replace(/--/g, '-')
}
