import { maskKey } from '../judge/mask-key.js'
import type { Examined } from '../model/examined.js'
import type { Field } from '../model/field.js'
import { maskKeys } from './mask-keys.js'

export interface ReportOptions {
  /** Card keys in full; otherwise first 4 and last 4. */
  readonly reveal: boolean
  readonly language: 'zh' | 'en'
}

/** A reading in the form other programs rely on (contracts.md, `read --json`). `knownKeys` are hidden beside the keys that were read. */
export function reportReading(examined: Examined, options: ReportOptions, knownKeys: readonly string[] = []) {
  const { reading, fields } = examined
  const hide = options.reveal ? (text: string) => text : maskKeys([...knownKeys, ...keysOf(fields)])
  return {
    file: examined.file,
    media: reading.media,
    width: reading.width,
    height: reading.height,
    durationMs: reading.durationMs,
    kind: examined.kind,
    kindConfidence: rounded(examined.kindConfidence),
    shows: examined.shows,
    quality: reading.quality,
    lines: reading.lines.map(({ text, confidence, box, frameMs }) => ({ text: hide(text), confidence: rounded(confidence), box, frameMs })),
    fields: fields.map((field) => reportField(field, hide, options)),
    frames: reading.screens,
    reader: reading.reader,
    timings: reading.timings,
  }
}

/** The card keys among the fields, as read and in normal form. */
export function keysOf(fields: readonly Field[]): string[] {
  return fields.flatMap((field) => (field.type === 'card-key' && field.value !== null ? [field.value, field.text] : []))
}

function reportField(field: Field, hide: (text: string) => string, { reveal, language }: ReportOptions) {
  const isKey = field.type === 'card-key' && field.value !== null
  const shown = {
    value: isKey && !reveal ? maskKey(field.value ?? '') : field.value,
    text: hide(field.text),
    confidence: rounded(field.confidence),
  }
  if (field.type !== 'error-code') return { ...field, ...shown }
  const { code, ...rest } = field
  const known = code ? { issuer: code.issuer, meaning: code.meaning[language], pointsAt: code.pointsAt, source: code.source } : {}
  return { ...rest, ...shown, ...known }
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000
}
