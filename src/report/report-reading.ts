import { maskKey } from '../judge/mask-key.js'
import type { Examined } from '../model/examined.js'
import type { Field, Sentence } from '../model/field.js'
import type { Reading, Screen } from '../model/reading.js'
import { maskKeys } from './mask-keys.js'

export interface ReportOptions {
  /** Card keys in full; otherwise first 4 and last 4. */
  readonly reveal: boolean
  readonly language: 'zh' | 'en'
}

/** Hides card keys in any text. */
type Hide = (text: string) => string

/** A reading in the form other programs rely on (contracts.md, `read --json`). `knownKeys` are hidden beside the keys that were read. */
export function reportReading(examined: Examined, options: ReportOptions, knownKeys: readonly string[] = []) {
  const { reading, fields } = examined
  const hide = options.reveal ? (text: string) => text : maskKeys([...knownKeys, ...keysIn(examined)])
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
    lines: reading.lines.map(({ text, confidence, box, frameMs, untilMs }) => ({
      text: hide(text),
      confidence: rounded(confidence),
      box,
      frameMs,
      ...(untilMs === undefined ? {} : { untilMs }),
    })),
    fields: fields.map((field) => reportField(field, hide, options)),
    frames: reading.screens.map((screen) => reportScreen(screen, reading)),
    ...(reading.media === 'recording' ? reportCourse(examined, hide, options) : {}),
    reader: reading.reader,
    timings: reading.timings,
  }
}

/** The card keys among the fields, as read and in normal form. */
export function keysOf(fields: readonly Field[]): string[] {
  return fields.flatMap((field) => (field.type === 'card-key' && field.value !== null ? [field.value, field.text] : []))
}

/** The same, and those that were entered in a recording. */
function keysIn({ fields, facts }: Examined): string[] {
  return [...keysOf(fields), ...facts.flatMap(({ code, value }) => (code === 'key-entered' && value !== undefined ? [value] : []))]
}

function reportScreen({ index, frameMs, untilMs, sameAs, heightPx }: Screen, { height }: Reading) {
  return { index, frameMs, untilMs, sameAs, ...(heightPx > height ? { heightPx } : {}) }
}

/** What only recordings tell: how they were made, and what happens in them. */
function reportCourse({ facts, story, challengeCode, reading: { recording } }: Examined, hide: Hide, { reveal, language }: ReportOptions) {
  const say = (sentence: Sentence) => hide(sentence[language])
  const shownValue = (code: string, value: string) => (code === 'key-entered' && !reveal ? maskKey(value) : value)
  return {
    facts: facts.map(({ code, atMs, untilMs, because, value }) => ({
      code,
      atMs,
      untilMs,
      because: say(because),
      ...(value === undefined ? {} : { value: shownValue(code, value) }),
    })),
    story: story.map(({ atMs, untilMs, screen, what }) => ({ atMs, untilMs, screen, what: say(what) })),
    ...(challengeCode === null ? {} : { challengeCode }),
    recording: recording && {
      format: recording.format,
      codec: recording.codec,
      framesPerSecond: Math.round(recording.framesPerSecond * 100) / 100,
      isVariableRate: recording.isVariableRate,
      frameCount: recording.frameCount,
      encoder: recording.encoder,
      device: recording.device,
      createdAt: recording.createdAt,
      brokenAtMs: recording.brokenAtMs,
    },
  }
}

function reportField(field: Field, hide: Hide, { reveal, language }: ReportOptions) {
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
