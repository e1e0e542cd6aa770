/** Money from accounts to accounts: what stands in one posting adds up to 0. */
interface Posting {
  /** `ref_….requested`: the same name is posted once. */
  readonly name: string
  readonly refundId: string
  readonly entries: readonly { readonly account: string; readonly amountFen: number }[]
}

export interface LedgerRows {
  /** False when it was posted before. Throws `internal` when it does not add up to 0. */
  post(posting: Posting): Promise<boolean>
}

/** What is wrong in the books of one platform; none when they hold. */
export interface BooksCheck {
  readonly platformId: string
  readonly refunds: number
  readonly postings: number
  readonly promisedFen: number
  readonly problems: readonly string[]
}
