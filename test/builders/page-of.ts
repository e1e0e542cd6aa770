import type { Box, Reading, TextLine } from '../../src/model/reading.js'

/** A line to lay out: plain text goes below the line before; `at` puts it somewhere else. */
export type LineToLay = string | { readonly text: string; readonly at?: Box; readonly confidence?: number; readonly frameMs?: number }

/** A reading of a page with these lines, one below another, each character read with the given confidence. */
export function pageOf(lines: readonly LineToLay[], size: readonly [width: number, height: number] = [1080, 2340]): Reading {
  return {
    file: 'evidence/page.png',
    media: lines.some((line) => typeof line !== 'string' && line.frameMs !== undefined) ? 'recording' : 'image',
    width: size[0],
    height: size[1],
    durationMs: null,
    reader: 'laid out by hand',
    lines: lines.map(layLine),
    screens: [],
    recording: null,
    quality: [],
    obscured: [],
    fileFacts: {
      sha256: '0'.repeat(64),
      bytes: 1,
      format: 'png',
      software: null,
      imageUniqueId: null,
      takenAt: null,
      aigcLabel: null,
      hasC2pa: false,
      phash: null,
    },
    timings: { totalMs: 1 },
  }
}

const glyphWidthPx = 20
const lineHeightPx = 40

function layLine(line: LineToLay, index: number): TextLine {
  const { text, at, confidence = 0.99, frameMs = null } = typeof line === 'string' ? { text: line } : line
  const box = at ?? [40, 40 + index * lineHeightPx * 1.5, text.length * glyphWidthPx, lineHeightPx]
  const width = box[2] / Math.max(text.length, 1)
  return {
    text,
    confidence,
    box,
    glyphs: [...text].map((char, i) => ({ char, confidence, x: box[0] + i * width, width })),
    steps: [],
    frameMs,
  }
}
