/** What reading one file may cost at most. */
export interface ReadLimits {
  readonly maxBytes: number
  /** Width times height as the header tells it, before anything is decoded. */
  readonly maxPixels: number
  /** For decoding alone; the text reader keeps a limit of its own. */
  readonly decodeTimeoutMs: number
}

/** 25 MB and 50 Mpx hold any honest screenshot (1080 × 20000 is 21.6 Mpx) and keep one picture under 200 MB of memory. */
export const defaultReadLimits: ReadLimits = {
  maxBytes: 25_000_000,
  maxPixels: 50_000_000,
  decodeTimeoutMs: 15_000,
}
