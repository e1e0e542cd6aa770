import type { SeenBefore } from './model/case.js'
import type { Box, ContainerFacts, PerceptualHash, RecordingFormat, TextLine } from './model/reading.js'

/** An upright picture, decoded: 8-bit RGB, rows from the top, no padding, no transparency. */
export interface Picture {
  readonly widthPx: number
  readonly heightPx: number
  readonly rgb: Uint8Array
}

/** Reads the lines of text of a picture, in reading order. */
export interface TextReader {
  /** Technology and model, e.g. `pp-ocr/PP-OCRv4`; stored with every reading. */
  readonly name: string
  /** How many pictures it reads at the same time; more wait their turn. */
  readonly concurrency: number
  /**
   * Boxes are in pixels of `picture`. Never blocks the event loop for over 50 ms.
   * `picture.rgb` belongs to the reader from the call on (it may be moved to another thread).
   * With `within`, gives only lines that touch one of these boxes, as a reading of the whole picture would give them:
   * with PP-OCR much less work for a small part.
   * Throws `reading-timed-out` or `reader-unavailable`.
   */
  read(picture: Picture, within?: readonly Box[]): Promise<readonly TextLine[]>
  close(): Promise<void>
}

/** A file as it was handed in, looked at but not read yet. The name is only repeated, never trusted. */
export interface EvidenceFile {
  readonly name: string
  /** Where it lies on this machine, links resolved. */
  readonly path: string
  readonly bytes: number
  /** Its first 64 KB, or all of it. */
  readonly head: Uint8Array
  /** All of it. Throws `file-too-large` over `maxBytes`, also when it grew meanwhile, and `file-not-found` when it was put in another's place. */
  readAll(maxBytes: number): Promise<Uint8Array>
}

/** A recording's file on this machine; `name` is what people call it and stands in faults. */
export interface RecordingFile {
  readonly name: string
  readonly path: string
  readonly format: RecordingFormat
}

/** What one recording may be and cost at most; by policy. */
export interface RecordingLimits {
  readonly maxDurationMs: number
  /** Width times height. */
  readonly maxPixels: number
  readonly maxFrames: number
  /** Time spent waiting for the decoder, over all of it; what the receiver takes is not counted. */
  readonly decodeTimeoutMs: number
}

/** Every frame, small and gray: enough to tell what changes. */
export interface Glance {
  readonly kind: 'glance'
  /** Presentation time, from the start of the recording. */
  readonly ms: number
  /** Rows from the top, `glance.widthPx` × `glance.heightPx` of the opened recording. Not to be changed: the array of the frame before where nothing differs. */
  readonly luma: Uint8Array
}

/** Four times a second, where something changed: what is on the screen at this moment in full size, i.e. the last frame that was presented by then. */
export interface Still {
  readonly kind: 'still'
  readonly ms: number
  /** Full-size brightness as it is coded, rows from the top: black is 16 and white 235 in most recordings, 0 and 255 in others. */
  readonly luma: Uint8Array
  /** Converts to colour, 10-20 ms for a phone's screen; any number of times. */
  picture(): Picture
  /** Some whole rows of it, for a small part of the cost. */
  strip(rows: Rows): Picture
  /** Says that the receiver looks at it no more, so that its 4 MB can hold another; who never says so only costs memory. */
  letGo?(): void
}

/** Whole rows of a picture, from `top` to before `bottom`. */
export interface Rows {
  readonly top: number
  readonly bottom: number
}

/** The file cannot be decoded any further; nothing comes after this. */
interface Break {
  readonly kind: 'break'
  readonly ms: number
  readonly because: string
}

export type Moment = Glance | Still | Break

export interface OpenedRecording {
  readonly facts: ContainerFacts
  readonly glance: { readonly widthPx: number; readonly heightPx: number }
  /**
   * All moments in order of time; a still comes after the glance it shows. The last moment is a still at the end of the
   * recording, i.e. when its last frame goes, or a break. At most a few stills are held: who lags
   * behind slows the decoder down. Leaving the loop ends the decoder.
   * Throws `recording-damaged` when nothing can be decoded, `recording-too-long` over a limit the headers did not tell, `reading-timed-out`.
   */
  moments(): AsyncIterable<Moment>
}

/** Decodes recordings. */
export interface RecordingDecoder {
  /** Throws `recording-damaged`, `recording-too-large`, `recording-too-long` or `decoder-unavailable`. */
  open(file: RecordingFile, limits: RecordingLimits): Promise<OpenedRecording>
}

/** A value by which a sale is known, in normal form. */
export interface TracedValue {
  readonly type: 'order-number' | 'payment-number' | 'card-key'
  readonly value: string
}

export interface TracedPiece {
  readonly file: string
  readonly sha256: string
  readonly imageUniqueId: string | null
  readonly phash: PerceptualHash | null
  /** Read from the piece. */
  readonly values: readonly TracedValue[]
}

/** What a case leaves behind for later ones: enough to see a file, a value or a shot again. */
export interface CaseTrace {
  readonly caseId: string
  readonly buyerId: string
  readonly orderNumber: string | null
  /** The values of the order that is claimed, from the platform's record. */
  readonly claimed: readonly TracedValue[]
  readonly pieces: readonly TracedPiece[]
}

/** Remembers what earlier cases of one platform brought, so that reuse can be told. */
export interface CaseMemory {
  /** What of this trace was seen in other cases, oldest first; `sameShotBits` bounds the perceptual-hash distance of a shot. */
  lookUp(trace: CaseTrace, sameShotBits: number): Promise<readonly SeenBefore[]>
  remember(trace: CaseTrace): Promise<void>
}
