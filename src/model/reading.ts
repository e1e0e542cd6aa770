/** `[x, y, width, height]` in pixels of the upright original. */
export type Box = readonly [x: number, y: number, width: number, height: number]

/**
 * One step of a recogniser, compactly: the probability of "no character" (CTC blank), then the
 * likeliest characters with their probabilities, likeliest first. What is not listed shares the rest.
 */
export type CtcStep = readonly [blank: number, ...options: (readonly [char: string, probability: number])[]]

/** One character as read: `confidence` 0-1, `x` and `width` in pixels of the upright original. */
export interface Glyph {
  readonly char: string
  readonly confidence: number
  readonly x: number
  readonly width: number
}

/** One line of text. `confidence` is the lowest of its characters': the lowest one is the signal, a mean hides one wrong digit. */
export interface TextLine {
  readonly text: string
  readonly confidence: number
  readonly box: Box
  readonly glyphs: readonly Glyph[]
  /** Per-step probabilities, so that a candidate string can be scored later without the picture. Empty when the reader has none. */
  readonly steps: readonly CtcStep[]
  /** Recordings: presentation time in ms of the screen where it was first read; null for stills. */
  readonly frameMs: number | null
  readonly untilMs?: number
}

export type QualityFault = 'too-small' | 'blurred' | 'cropped' | 'blank'

export type MediaFormat = 'png' | 'jpeg' | 'webp' | 'avif' | 'heic' | 'gif' | 'apng' | 'mp4' | 'mov' | 'webm' | 'mkv'

/** A 1023-bit perceptual hash (32×32 DCT without the constant term), as 256 hexadecimal digits. */
export type PerceptualHash = string

/** What the file says of itself, apart from its pixels. Absent facts are null: absence proves nothing. */
export interface FileFacts {
  /** SHA-256 of the original bytes, lower-case hexadecimal. */
  readonly sha256: string
  readonly bytes: number
  readonly format: MediaFormat
  /** EXIF/XMP software that wrote the file, as printed there. */
  readonly software: string | null
  /** EXIF ImageUniqueID. */
  readonly imageUniqueId: string | null
  /** EXIF DateTimeOriginal as local ISO 8601 without offset. */
  readonly takenAt: string | null
  /** Declared AI-generated: the AIGC label of GB 45438-2025 (its JSON or attribute text), or null. */
  readonly aigcLabel: string | null
  /** A C2PA manifest (JUMBF box) is embedded. */
  readonly hasC2pa: boolean
  readonly phash: PerceptualHash | null
}

/** A recording's distinct screen (contracts.md, "For a recording"). */
interface Screen {
  readonly index: number
  readonly frameMs: number
  readonly untilMs: number
  readonly sameAs: number | null
}

/** Everything read from one file: facts only, stored as they are, judged later any number of times. */
export interface Reading {
  /** As named by whoever handed the file in, e.g. `evidence/1.png`. */
  readonly file: string
  readonly media: 'image' | 'recording'
  /** Size of the upright picture in pixels. */
  readonly width: number
  readonly height: number
  readonly durationMs: number | null
  /** Which text reader read it, with its model: `pp-ocr/PP-OCRv4`, `tesseract/5 chi_sim+eng`. */
  readonly reader: string
  readonly lines: readonly TextLine[]
  readonly screens: readonly Screen[]
  readonly quality: readonly QualityFault[]
  /** Places where something was made unreadable on purpose or is not text any more: mosaic, solid bar, heavy blur. */
  readonly obscured: readonly Box[]
  readonly fileFacts: FileFacts
  readonly timings: { readonly totalMs: number; readonly [stage: `${string}Ms`]: number }
}
