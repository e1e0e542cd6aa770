import type { TextLine } from './model/reading.js'

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
