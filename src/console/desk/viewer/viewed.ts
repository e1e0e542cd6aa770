import type { CaseSheet } from '../../../client/answers.js'
import type { Box } from '../../../model/reading.js'

export type ViewedEvidence = CaseSheet['evidence'][number]
export type ViewedReading = NonNullable<ViewedEvidence['reading']>
export type ViewedFrame = ViewedReading['frames'][number]

/** What is looked at: a piece, in a recording one of its screens, and the place that is marked. */
export interface ViewerPlace {
  readonly evidenceId: string
  readonly frameMs: number | null
  readonly box: Box | null
}

/** A box to be drawn, with what it says. */
export interface ViewedBox {
  readonly box: Box
  readonly kind: 'line' | 'field'
  /** The type of a field; empty for a line. */
  readonly type: string
  readonly text: string
  readonly confidence: number
  readonly meaning: string | null
}

/** The first appearance of the screen that stands at a time; null for a still. */
export function frameAt({ frames }: ViewedReading, ms: number | null): ViewedFrame | null {
  const at = frames.find(({ untilMs }) => (ms ?? 0) < untilMs) ?? frames.at(-1) ?? null
  return at?.sameAs === null || at?.sameAs === undefined ? at : (frames.find(({ index }) => index === at.sameAs) ?? at)
}

/** The boxes of a still, or of a recording's screen: fields above lines. */
export function boxesOf(reading: ViewedReading, frame: ViewedFrame | null): readonly ViewedBox[] {
  const isThere = ({ frameMs }: { readonly frameMs: number | null }) =>
    frame === null || (frameMs ?? 0) === frame.frameMs || frameAt(reading, frameMs)?.index === frame.index
  const lines = reading.lines
    .filter(isThere)
    .map(({ box, text, confidence }): ViewedBox => ({ box, kind: 'line', type: '', text, confidence, meaning: null }))
  const fields = reading.fields.filter(isThere).map(
    ({ box, type, value, text, confidence, meaning }): ViewedBox => ({
      box,
      kind: 'field',
      type,
      text: value ?? text,
      confidence,
      meaning,
    }),
  )
  return [...lines, ...fields]
}

/** Where the picture of a piece, or of one of its screens, is to be had: card keys are covered in it. */
export function pictureAddress(evidenceId: string, frameMs: number | null, widthPx: number): string {
  return `/v1/evidence/${evidenceId}/picture?width=${widthPx}${frameMs === null ? '' : `&frameMs=${frameMs}`}`
}

/** The same of a place, with some of what stands around it. */
export function cropAddress({ evidenceId, frameMs }: ViewerPlace, [x, y, width, height]: Box, widthPx: number): string {
  const margin = Math.max(12, height * 0.8)
  const box = [Math.max(0, x - margin), Math.max(0, y - margin), width + 2 * margin, height + 2 * margin].map(Math.round)
  return `/v1/evidence/${evidenceId}/crop?width=${widthPx}&box=${box.join(',')}${frameMs === null ? '' : `&frameMs=${frameMs}`}`
}
