import type { Policy } from '../model/policy.js'
import type { RecordingLimits } from '../ports.js'

/** What reading one file may cost at most. */
export interface ReadLimits {
  /** Of a picture. */
  readonly maxBytes: number
  /** Width times height as the header tells it, before anything is decoded. */
  readonly maxPixels: number
  /** For decoding alone; the text reader keeps a limit of its own. */
  readonly decodeTimeoutMs: number
  readonly recording: RecordingLimits & { readonly maxBytes: number }
}

/** The limits under a policy. Those of pictures are no matter of policy: 25 MB and 50 Mpx hold any honest screenshot (1080 × 20000 is 21.6 Mpx) and keep one picture under 200 MB of memory. */
export function readLimitsUnder({ maxBytes, maxDurationSeconds, maxPixels, maxFrames }: Policy['recording']): ReadLimits {
  const maxDurationMs = maxDurationSeconds * 1000
  return {
    maxBytes: 25_000_000,
    maxPixels: 50_000_000,
    decodeTimeoutMs: 15_000,
    recording: { maxBytes, maxDurationMs, maxPixels, maxFrames, decodeTimeoutMs: Math.max(60_000, maxDurationMs / 2) },
  }
}

/** The limits where no policy is at hand: those of the default policy, which a test holds them to. */
export const defaultReadLimits: ReadLimits = readLimitsUnder({
  maxBytes: 500_000_000,
  maxDurationSeconds: 600,
  maxPixels: 9_000_000,
  maxFrames: 40_000,
})
