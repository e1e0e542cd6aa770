import type { Box, TextLine } from '../../model/reading.js'

/** A line of a recording, over all screens that show it. */
export interface KnownLine {
  /** The surest reading so far, laid into `box`. */
  reading: TextLine
  /** Where it stood when it was first read. */
  readonly box: Box
  readonly frameMs: number
  untilMs: number
  /** Indexes of the screens that show it, those that return resolved. */
  readonly shownIn: Set<number>
  /** Where it stood last. */
  lastBox: Box
  /** It was the beginning of this one, which was being typed. */
  grewInto: KnownLine | null
}

/** A known line where it stands on one screen. */
export interface ShownLine {
  readonly line: KnownLine
  readonly box: Box
}
