import type { Policy } from '../model/policy.js'
import type { Reading } from '../model/reading.js'

/** A file to be read, on this machine. */
export interface FileToRead {
  readonly path: string
  /** What people call it; stands in the reading and in faults. */
  readonly name: string
  /** What a recording may be and cost at most. */
  readonly recording: Policy['recording']
  /** From when its reading begins; then it is stopped. */
  readonly timeoutMs: number
}

/** Reads evidence beside this process, so that nothing in a file stops or slows it. */
export interface EvidenceReader {
  /** How many files are read at the same time; more wait their turn. */
  readonly concurrency: number
  /**
   * Throws what reading throws for the file, `reader-unavailable` when no reading process can be started, `reader-died`
   * when it ended over this file, `reading-timed-out` over the time limit, and the reason of `signal` when that aborts.
   */
  read(file: FileToRead, signal: AbortSignal): Promise<Reading>
  close(): Promise<void>
}
