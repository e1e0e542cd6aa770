/** What the latest verdict of a case was made of: JSON in UTF-8, made and read in `pipeline/case-facts`, sealed by the store. */
export interface NewFacts {
  readonly caseId: string
  readonly revision: number
  /** The version of what drew the facts from the readings. */
  readonly extraction: string
  readonly document: unknown
  /** When the verdict was made. */
  readonly judgedAt: string
}

interface FactsRow {
  readonly caseId: string
  /** Of the latest verdict. */
  readonly revision: number
  /** Null where that verdict's facts were never kept, or by another version of the extraction. */
  readonly document: Uint8Array | null
}

interface FactsAsk {
  readonly limit: number
  /** The last case of the page before. */
  readonly after: string | null
  /** Verdicts made since then only; null: all. */
  readonly since: string | null
  readonly extraction: string
}

export interface FactsRows {
  /** Replaces what was kept of the case. */
  put(facts: NewFacts): Promise<void>
  /** Of this very revision and extraction; null when others are kept, or none. */
  get(caseId: string, revision: number, extraction: string): Promise<Uint8Array | null>
  /** Every case with a verdict, by its latest, in the order of case ids. */
  page(ask: FactsAsk): Promise<readonly FactsRow[]>
  /** How many cases have a verdict, made since then where a time is given. */
  count(since: string | null): Promise<number>
}
