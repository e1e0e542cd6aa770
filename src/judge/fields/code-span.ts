/** An error code found in one line: its normal form and where it stands in the line's text. */
export interface CodeSpan {
  readonly value: string
  readonly start: number
  readonly end: number
  /** Up to here the grammar settles the reading whatever was read (`0x`); confidence counts from here on. */
  readonly settledTo: number
  /** A character was changed outside what the grammar settles. */
  readonly repaired: boolean
  /** The form is broken: a character seems to be missing. */
  readonly doubtful: boolean
  /** The label it stood beside, as read; null when found by its shape alone. */
  readonly label: string | null
}
