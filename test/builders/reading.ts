import type { Box, CtcStep, Glyph, QualityFault, Reading, TextLine } from '../../src/model/reading.js'

interface DrawnLine {
  readonly text: string
  readonly x?: number
  readonly y?: number
  readonly heightPx?: number
  /** Of every character, or of those listed by their place in the text. */
  readonly confidence?: number
  readonly doubtful?: Readonly<Record<number, number>>
  /** A character stood before this place of the text and was not read. */
  readonly lostBefore?: number
  readonly frameMs?: number
  readonly untilMs?: number
}

interface DrawnPage {
  readonly width?: number
  readonly height?: number
  readonly obscured?: readonly Box[]
  readonly quality?: readonly QualityFault[]
  readonly media?: Reading['media']
}

/** A reading as a text reader gives it: lines laid out with boxes, characters and steps. Lines without a place follow one below the other. */
export function drawReading(lines: readonly (string | DrawnLine)[], page: DrawnPage = {}): Reading {
  return {
    file: 'evidence/1.png',
    media: page.media ?? 'image',
    width: page.width ?? 1080,
    height: page.height ?? 2340,
    durationMs: null,
    reader: 'drawn/1',
    lines: lines.map((line, i) => drawLine(typeof line === 'string' ? { text: line } : line, i)),
    screens: [],
    recording: null,
    quality: page.quality ?? [],
    obscured: page.obscured ?? [],
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
    timings: { totalMs: 0 },
  }
}

function drawLine(
  { text, x = 60, y, heightPx = 36, confidence = 0.99, doubtful = {}, lostBefore, frameMs, untilMs }: DrawnLine,
  index: number,
): TextLine {
  const glyphs: Glyph[] = []
  let at = x
  for (const [i, char] of [...text].entries()) {
    if (i === lostBefore) at += advanceOf(char, heightPx)
    glyphs.push({ char, confidence: doubtful[i] ?? confidence, x: at, width: advanceOf(char, heightPx) * 0.3 })
    at += advanceOf(char, heightPx)
  }
  const steps = glyphs.flatMap((glyph): CtcStep[] => [[0, [glyph.char, glyph.confidence]], [1]])
  return {
    text,
    confidence: Math.min(...glyphs.map((glyph) => glyph.confidence)),
    // A gap of two lines between followers: nobody is anybody's continuation unless placed so.
    box: [x, y ?? 240 + index * 130, at - x, heightPx],
    glyphs,
    steps,
    frameMs: frameMs ?? null,
    ...(untilMs === undefined ? {} : { untilMs }),
  }
}

function advanceOf(char: string, heightPx: number): number {
  return heightPx * (/[\u2e80-\uffee]/.test(char) ? 0.9 : 0.5)
}
