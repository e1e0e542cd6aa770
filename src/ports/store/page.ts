/** A part of a list, in the list's order. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  /** The id to ask on from; null at the end. */
  readonly next: string | null
}

export interface PageAsk {
  /** At least 1. */
  readonly limit: number
  /** `next` of the page before; null for the first. A foreign or unknown id is only a place in the order and tells nothing. */
  readonly after: string | null
}
