import type { Code } from './code.js'
import { findLabelOf, type Labels } from './find-label-of.js'
import { keyForm } from './key-form.js'
import { knownFormat } from './known-formats.js'
import { columnOverlap, type Page, type PageLine } from './page.js'
import type { Span } from './span.js'

/** The code with the rest of it from the line below, where the column was too narrow for all of it; null when it is whole. */
export function continueBelow(page: Page, labels: Labels, code: Code): Code | null {
  const [span] = code.spans
  if (afterValue(span)) return null
  const below = lineBelow(page, span)
  if (below === null || labels.has(below)) return null
  const rest = /^\s*([A-Za-z0-9-]+(?: [A-Za-z0-9-]+)*?)\s*(?:复制|查看|copy|>)?\s*$/i.exec(below.text)?.[1]
  if (rest === undefined) return brokenOff(code, below)
  const start = below.text.indexOf(rest)
  const added: Span = { on: below, start, end: start + rest.length }
  return restOfKey(code, added, rest) ?? restOfNumber(page, labels, code, added, rest.replace(/ /g, ''))
}

/** A key of five groups of five broken off by the edge of a bubble, whole with what the next line begins with, whatever is said after it. */
function brokenOff(code: Code, below: PageLine): Code | null {
  const rest = /^[A-Za-z0-9-]+(?![A-Za-z0-9])/.exec(below.text)?.[0]
  if (rest === undefined) return null
  const whole = restOfKey(code, { on: below, start: 0, end: rest.length }, rest)
  return whole !== null && keyForm(whole.text) === 'whole' ? whole : null
}

/** A key that ends in a hyphen or in a group too short, and is whole with the line below. */
function restOfKey(code: Code, added: Span, rest: string): Code | null {
  const [span] = code.spans
  const hyphen = /^\s*-/.test(span.on.text.slice(span.end)) ? '-' : ''
  if (keyForm(code.text) === 'whole' && hyphen === '') return null
  const text = `${code.text}${hyphen}${rest}`.toUpperCase()
  return ['none', 'broken'].includes(keyForm(text)) || !code.text.concat(hyphen).includes('-')
    ? null
    : { ...code, text, spans: [span, added], joined: keyForm(text) === 'even' }
}

/** A number that is of a known make with the line below, or a long one whose column ends where the page does or whose rest stands flush under it. */
function restOfNumber(page: Page, labels: Labels, code: Code, added: Span, rest: string): Code | null {
  const [span] = code.spans
  const wanted = code.label?.says.endsWith('number') || /^\d{14,}$/.test(code.text)
  if (!wanted || code.text.length < 6 || knownFormat(code.text.toUpperCase())?.checked) return null
  const text = code.text + rest
  if (knownFormat(text.toUpperCase()) !== null) return { ...code, text, spans: [span, added], joined: false }
  const flush = Math.abs(added.on.left - span.on.left) < 0.4 * span.on.height && code.text.length >= 18 && rest.length < code.text.length
  const long = (flush || (reachesEdge(page, span) && code.text.length >= 12)) && /\d/.test(rest) && text.length <= 64
  return long && findLabelOf(page, labels, added) === null ? { ...code, text, spans: [span, added], joined: true } : null
}

/** Whether more than a button follows on the line. */
function afterValue({ on, end }: Span): boolean {
  return !/^[\s>|-]*(?:复制|查看|copy|[\s>|])*$/i.test(on.text.slice(end))
}

/** The line right under a span, in letters of the same height. */
function lineBelow(page: Page, span: Span): PageLine | null {
  let nearest: PageLine | null = null
  for (const line of page.lines) {
    const gap = line.top - span.on.bottom
    if (line === span.on || gap > span.on.height || line.midY < span.on.bottom || columnOverlap(line, span.on) < 0.5) continue
    if (Math.abs(line.height - span.on.height) > 0.3 * span.on.height) continue
    if (nearest === null || line.top < nearest.top) nearest = line
  }
  return nearest
}

/** Nothing on the page stands further right than the end of this span, but for two characters. */
function reachesEdge(page: Page, { on }: Span): boolean {
  return page.lines.every((line) => line.right <= on.right + 1.5 * on.height)
}
