import type { Label } from './find-labels.js'
import { boxOf, confidenceOf, type Span, textOf } from './span.js'

/** What every field carries of its place: text, box, line and times of its spans, its label as read, and the spans' confidence up to `cap`. */
export function placeField(spans: readonly [Span, ...Span[]], label: Label | null, cap: number) {
  const [{ on }] = spans
  return {
    text: textOf(spans),
    confidence: Math.min(confidenceOf(spans), cap),
    box: boxOf(spans),
    frameMs: on.line.frameMs,
    ...(on.line.untilMs === undefined ? {} : { untilMs: on.line.untilMs }),
    line: on.index,
    label: label === null ? null : label.on.line.text.slice(label.start, label.end),
  }
}
