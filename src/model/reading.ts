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
  /** Recordings: the screens that show it, by the index of their first appearance (`sameAs` resolved), ascending. Absent: all within its times. */
  readonly shownIn?: readonly number[]
}

export type QualityFault = 'too-small' | 'blurred' | 'cropped' | 'blank'

export type MediaFormat = 'png' | 'jpeg' | 'webp' | 'avif' | 'heic' | 'gif' | 'apng' | 'mp4' | 'mov' | 'webm' | 'mkv'

/** What a recording may come as; gif, webp and apng only when they move. */
export type RecordingFormat = Extract<MediaFormat, 'mp4' | 'mov' | 'webm' | 'mkv' | 'gif' | 'webp' | 'apng'>

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

/** A recording's distinct screen (contracts.md, "For a recording"). Times are presentation times in ms. */
export interface Screen {
  readonly index: number
  /** When it first stands whole. */
  readonly frameMs: number
  /** That of the first frame after it. */
  readonly untilMs: number
  /** Index of the first screen that looks the same, for one that returns. */
  readonly sameAs: number | null
  /** The frame its picture was taken from. */
  readonly pictureMs: number
  /** Height of its picture; more than the recording's where it was scrolled and is kept as one tall picture. */
  readonly heightPx: number
}

/** What a container says of itself. Absent facts are null. */
export interface ContainerFacts {
  readonly format: RecordingFormat
  /** Codec of the picture, as ffmpeg names it: `h264`, `hevc`, `vp9`, `gif`. */
  readonly codec: string
  /** Upright size: rotation metadata applied. */
  readonly widthPx: number
  readonly heightPx: number
  readonly rotationDegrees: number
  /** As the container claims; a broken one may claim anything or nothing. */
  readonly durationMs: number | null
  /** Program or device that wrote it, as printed: `Lavf59.27.100`, `com.android.version 14`. */
  readonly encoder: string | null
  /** Maker and model, where a phone wrote them. */
  readonly device: string | null
  /** ISO 8601 with offset. */
  readonly createdAt: string | null
}

/** Characters that came or went one after the other in one place. `box` in pixels of the upright recording. */
export interface Typing {
  readonly atMs: number
  readonly untilMs: number
  readonly direction: 'grows' | 'shrinks'
  readonly steps: number
  readonly box: Box
}

/** Something small that turns on and off in one place: a text cursor. */
export interface Blinking {
  readonly atMs: number
  readonly untilMs: number
  /** Median time between two turns. Systems let a cursor blink every 500-530 ms. */
  readonly halfPeriodMs: number
  readonly turns: number
  readonly box: Box
}

/** Content that moved up or down. */
export interface Scrolling {
  readonly atMs: number
  readonly untilMs: number
  /** Pixels of the upright recording; positive when later content came into view. */
  readonly shiftPx: number
  /** Scrolling by hand slows down at its end; played backwards it quickens. `even` where it cannot be told. */
  readonly pace: 'slows' | 'quickens' | 'even'
}

/** Something that came, went or moved into place; `pace` as for scrolling. */
export interface Glide {
  readonly atMs: number
  readonly untilMs: number
  readonly pace: 'slows' | 'quickens' | 'even'
}

/** A change of most of the picture from one frame to the next, without anything in between. */
export interface Jump {
  readonly atMs: number
  /** Part of the picture's area that changed, 0-1. */
  readonly share: number
  /** The status bar changed in the same frame. */
  readonly withStatusBar: boolean
}

/** A clock or counter on the screen as it stood for a while: in the status bar, or on the page where it shows seconds. */
export interface ClockReading {
  readonly atMs: number
  readonly untilMs: number
  readonly where: 'status-bar' | 'page'
  readonly text: string
  readonly confidence: number
  readonly box: Box
}

/** What moves in a recording, measured on its frames: facts; what they mean is judged later. Times are presentation times in ms. */
export interface Motion {
  readonly typing: readonly Typing[]
  readonly blinking: readonly Blinking[]
  readonly scrolling: readonly Scrolling[]
  readonly jumps: readonly Jump[]
  /** Stretches of at least 3 s without any change but compression noise: not even a clock or a cursor. */
  readonly motionless: readonly { readonly atMs: number; readonly untilMs: number }[]
  readonly clocks: readonly ClockReading[]
  /** Things that fade: how long they took to come and to go. Pages let a toast come quickly and go slowly. */
  readonly fades: readonly { readonly atMs: number; readonly inMs: number; readonly outMs: number }[]
  /** Pages, dialogs and notices that came or went over several frames; systems let most of them slow down at the end. Absent: not measured. */
  readonly glides?: readonly Glide[]
}

/** What a recording tells besides its text. */
export interface RecordingFacts extends ContainerFacts {
  readonly frameCount: number
  /** Mean over the whole. */
  readonly framesPerSecond: number
  /** The distance between frames varies by more than rounding: normal for phone recorders. */
  readonly isVariableRate: boolean
  /** Where the file breaks off or cannot be decoded any further; null when it is whole. */
  readonly brokenAtMs: number | null
  readonly motion: Motion
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
  /** Null for stills. */
  readonly recording: RecordingFacts | null
  readonly quality: readonly QualityFault[]
  /** Places where something was made unreadable on purpose or is not text any more: mosaic, solid bar, heavy blur. */
  readonly obscured: readonly Box[]
  readonly fileFacts: FileFacts
  readonly timings: { readonly totalMs: number; readonly [stage: `${string}Ms`]: number }
}
