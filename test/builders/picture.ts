import type { CtcStep, Glyph, Reading, TextLine } from '../../src/model/reading.js'

/** What the recogniser saw at one character: its confidence, and other characters it thought of. */
export interface CharSight {
  readonly confidence?: number
  readonly others?: readonly (readonly [char: string, probability: number])[]
}

const charWidthPx = 20

/** A line as PP-OCR gives it: one confident step a character, blanks between; `sights` change single characters by index. */
export function line(
  text: string,
  options: { readonly y?: number; readonly sights?: Readonly<Record<number, CharSight>>; readonly frameMs?: number } = {},
): TextLine {
  const { y = 0, sights = {}, frameMs = null } = options
  const chars = [...text]
  const confidenceAt = (i: number) => sights[i]?.confidence ?? 0.998
  const glyphs = chars.map((char, i): Glyph => ({ char, confidence: confidenceAt(i), x: i * charWidthPx, width: charWidthPx }))
  const steps = chars.flatMap((char, i): readonly CtcStep[] => {
    const confidence = confidenceAt(i)
    const others = sights[i]?.others ?? []
    const blank = Math.max(0.0001, (1 - confidence - others.reduce((sum, [, p]) => sum + p, 0)) / 2)
    return [[blank, [char, confidence], ...others], [0.9995]]
  })
  return {
    text,
    confidence: Math.min(...chars.map((_, i) => confidenceAt(i))),
    box: [0, y, chars.length * charWidthPx, 30],
    glyphs,
    steps: [[0.9995], ...steps],
    frameMs,
  }
}

/** The same line from a reader that keeps no per-step probabilities. */
export function withoutSteps(full: TextLine): TextLine {
  return { ...full, steps: [] }
}

/** A reading of those lines, nothing special about the file. */
export function reading(file: string, lines: readonly TextLine[], changes: Partial<Reading> = {}): Reading {
  return {
    file,
    media: 'image',
    width: 1080,
    height: 2340,
    durationMs: null,
    reader: 'pp-ocr/PP-OCRv4',
    lines,
    screens: [],
    recording: null,
    quality: [],
    obscured: [],
    fileFacts: {
      sha256: file.padEnd(64, '0'),
      bytes: 200_000,
      format: 'png',
      software: null,
      imageUniqueId: null,
      takenAt: null,
      aigcLabel: null,
      hasC2pa: false,
      phash: null,
    },
    timings: { totalMs: 400 },
    ...changes,
  }
}
