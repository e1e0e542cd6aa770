import type { DecoderEnd } from './start-decoder.js'

/** What the headers promised and what came. */
export interface Outcome {
  readonly isCutOff: boolean
  /** Null where the container does not tell. */
  readonly claimedFrames: number | null
  readonly claimedMs: number | null
  readonly frames: number
  /** Time of the last frame. */
  readonly lastMs: number
}

/** Why the decoder stopped before the recording's end, in a sentence without paths; null when it reached the end. */
export function tellBreak(outcome: Outcome, { exitCode, signal, words }: DecoderEnd): string | null {
  const { claimedFrames, claimedMs, frames, lastMs } = outcome
  if (/Cannot allocate memory/.test(words)) return 'decoding the rest takes more memory than allowed'
  if (exitCode !== 0 || signal !== null) return 'the rest of the file cannot be decoded'
  const missingFrames = (claimedFrames ?? 0) - frames
  const missingMs = (claimedMs ?? Number.POSITIVE_INFINITY) - lastMs
  const isComplete = claimedFrames === null ? missingMs <= closeMs : missingFrames <= 0
  const endsEarly = outcome.isCutOff || /partial file|ended prematurely/i.test(words)
  if (endsEarly && !isComplete) return 'the file ends before its recording does'
  // A few frames at the end are no break: edit lists trim them, and encoders hold some back.
  if (missingFrames > 3 && missingMs > 500) return `${missingFrames} frames the header tells of cannot be decoded`
  return null
}

/** Nearer to the claimed end than that, nothing worth telling is missing: an index may follow the last frame. */
const closeMs = 100
