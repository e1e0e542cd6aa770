import type { Label } from './find-labels.js'
import type { Span } from './span.js'

/** A run of letters, digits and hyphens that may be a number or a key, with the label it belongs to. */
export interface Code {
  /** Without blanks and stray marks, in the case it was read in. */
  readonly text: string
  readonly spans: readonly [Span, ...Span[]]
  readonly label: Label | null
  /** Its parts were put together without a known format to vouch for it. */
  readonly joined: boolean
}
