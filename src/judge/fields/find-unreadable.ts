import type { NumberField } from '../../model/field.js'
import type { Box } from '../../model/reading.js'
import type { Labels } from './find-label-of.js'
import type { Label } from './find-labels.js'
import { onSameRow, type Page, type PageLine } from './page.js'
import { boxOf, confidenceOf, type Span, textOf, xAt } from './span.js'

const typeOf = {
  'order-number': 'order-number',
  'merchant-number': 'order-number',
  'payment-number': 'payment-number',
  'refund-number': 'refund-number',
  'card-key': 'card-key',
} as const satisfies Record<string, NumberField['type']>

/** The labelled numbers and keys that stand on the page but cannot be read: masked with stars, under a mosaic, or garbled. Nothing is said of a label without a value. */
export function findUnreadable(page: Page, labels: Labels, answered: ReadonlySet<Label>): readonly NumberField[] {
  return [...labels.values()].flat().flatMap((label) => {
    const type = typeOf[label.says as keyof typeof typeOf]
    if (type === undefined || answered.has(label)) return []
    const hidden = maskedAfter(label) ?? obscuredBeside(page, labels, label) ?? illegibleBeside(page, labels, label)
    return hidden === null ? [] : [toField(type, label, hidden)]
  })
}

/** Whether an obscured place covers a good part of a box: what is read there is no reading. */
export function hides(page: Page, [x, y, width, height]: Box): boolean {
  return page.reading.obscured.some(([left, top, obscuredWidth, obscuredHeight]) => {
    const across = Math.min(x + width, left + obscuredWidth) - Math.max(x, left)
    const down = Math.min(y + height, top + obscuredHeight) - Math.max(y, top)
    return down >= 0.4 * height && across >= Math.min(0.15 * width, height)
  })
}

interface Hidden {
  readonly box: Box
  readonly text: string
  readonly confidence: number
}

const mask = /[*·●█■▪▓░◼]{2,}|[xX]{6,}|[A-Z\d]-?\*/

/** A value of stars, or with stars in it, after the label in its own line. */
function maskedAfter(label: Label): Hidden | null {
  const value = /^[\s:]*([!-~·●█■▪▓░◼]+)/.exec(label.on.text.slice(label.end))
  if (value === null || value[1] === undefined || !mask.test(value[1]) || !(label.apart || label.colon)) return null
  const start = label.end + value[0].length - value[1].length
  return asHidden({ on: label.on, start, end: start + value[1].length })
}

/** An obscured place right of the label on its row, or right below it. */
function obscuredBeside(page: Page, labels: Labels, label: Label): Hidden | null {
  if (!label.apart && !label.colon) return null
  const { on } = label
  const edge = xAt(on, Math.max(0, label.end - 1))
  const box = page.reading.obscured.find(([x, y, width, height]) => {
    const middle = y + height / 2
    const beside =
      x + width > edge + on.height &&
      x < edge + 25 * on.height &&
      y < on.midY &&
      middle < on.bottom + 0.8 * on.height &&
      y + height > on.midY
    const below = label.open && y >= on.midY && y - on.bottom < 2 * on.height && x < on.right && on.left < x + width
    return (beside && !blocked(page, labels, label, x)) || below
  })
  return box === undefined ? null : { box, text: '', confidence: 1 }
}

/** Another label stands between this one and `x`. */
function blocked(page: Page, labels: Labels, label: Label, x: number): boolean {
  return page.lines.some(
    (line) => line !== label.on && labels.has(line) && onSameRow(line, label.on) && line.left > label.on.left && line.left < x,
  )
}

/** Stars or garbled characters on the nearest line right of an open label, or, for stars, below it. */
function illegibleBeside(page: Page, labels: Labels, label: Label): Hidden | null {
  if (!label.open) return null
  const candidates = page.lines.filter((line) => line !== label.on && !labels.has(line))
  const right = candidates
    .filter((line) => onSameRow(line, label.on) && line.left >= label.on.right - label.on.height * 0.4)
    .toSorted((a, b) => a.left - b.left)[0]
  if (right !== undefined) return mask.test(right.text) || isGarbled(right) ? asHidden(wholeLine(right)) : null
  const below = candidates.find((line) => {
    const gap = line.top - label.on.bottom
    return gap > -0.3 * line.height && gap < 2 * line.height && line.left < label.on.right && label.on.left < line.right
  })
  return below !== undefined && mask.test(below.text) ? asHidden(wholeLine(below)) : null
}

/** Several characters, read with next to no confidence, none of them a word's. */
function isGarbled({ text, line }: PageLine): boolean {
  return line.confidence < 0.4 && text.trim().length >= 6 && !/[\u3400-\u9fff]{2}/.test(text)
}

function wholeLine(on: PageLine): Span {
  return { on, start: 0, end: on.text.length }
}

function asHidden(span: Span): Hidden {
  return { box: boxOf([span]), text: textOf([span]).trim(), confidence: confidenceOf([span]) }
}

function toField(type: NumberField['type'], { on, start, end }: Label, { box, text, confidence }: Hidden): NumberField {
  const untilMs = on.line.untilMs === undefined ? {} : { untilMs: on.line.untilMs }
  const label = on.line.text.slice(start, end)
  return { type, value: null, unreadable: true, text, confidence, box, frameMs: on.line.frameMs, ...untilMs, line: on.index, label }
}
