import type { SeenBefore } from './model/case.js'
import type { PerceptualHash, TextLine } from './model/reading.js'

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
   * Throws `reading-timed-out` or `reader-unavailable`.
   */
  read(picture: Picture): Promise<readonly TextLine[]>
  close(): Promise<void>
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
