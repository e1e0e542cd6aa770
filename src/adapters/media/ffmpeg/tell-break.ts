import type { DecoderEnd } from './start-decoder.js'

/** Why the decoder stopped before the recording's end, in a sentence without paths; null when it reached the end. */
export function tellBreak(
  claimed: { readonly frames: number | undefined; readonly durationMs: number | null },
  { frames, lastMs }: { readonly frames: number; readonly lastMs: number },
  { exitCode, signal, words }: DecoderEnd,
): string | null {
  if (/partial file|ended prematurely|Truncat/i.test(words)) return 'the file ends before its recording does'
  if (/Cannot allocate memory/.test(words)) return 'decoding the rest takes more memory than allowed'
  if (exitCode !== 0 || signal !== null) return 'the rest of the file cannot be decoded'
  const missingFrames = (claimed.frames ?? 0) - frames
  const missingMs = (claimed.durationMs ?? 0) - lastMs
  // A few frames at the end are no break: edit lists trim them, and encoders hold some back.
  if (missingFrames > 3 && missingMs > 500) return `${missingFrames} frames the header tells of cannot be decoded`
  return null
}
