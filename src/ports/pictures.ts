import type { Policy } from '../model/policy.js'
import type { Box } from '../model/reading.js'

/** A place that shows (part of) a card key, in pixels of the upright original. */
interface CoveredPlace {
  /** Index of the screen where `box` stands; 0 for a still. */
  readonly screen: number
  readonly box: Box
  /** Indices of the other distinct screens that show it too, perhaps elsewhere. */
  readonly alsoIn: readonly number[]
}

/** A picture of a piece of evidence as it is to be shown. */
export interface PictureToDraw {
  /** Names the content: what was drawn of it once is kept for a while. */
  readonly contentKey: string
  /** What people call the file; stands in faults. */
  readonly name: string
  /** What a recording may be and cost at most. */
  readonly recording: Policy['recording']
  /** Index of a recording's distinct screen; null for a still. */
  readonly screen: number | null
  /** Made unreadable before anything else is done. */
  readonly covered: readonly CoveredPlace[]
  /** The part to show, in pixels of the upright original; null: all of it. */
  readonly crop: Box | null
  /** At most so wide; never wider than the original. */
  readonly widthPx: number
}

/** Draws pictures of evidence beside this process, so that nothing in a file stops or slows it. */
export interface EvidencePictures {
  /**
   * A WebP. `open` gives the file on this machine, when it is needed. A recording is gone through once, whole, for all of
   * its screens. Throws the named fault of what cannot be decoded, `reader-unavailable`, `reader-died`, `reading-timed-out`,
   * and `not-found` for a screen that the recording does not have.
   */
  draw(picture: PictureToDraw, open: <T>(work: (path: string) => Promise<T>) => Promise<T>): Promise<Uint8Array>
  close(): Promise<void>
}
