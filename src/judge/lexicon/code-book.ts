import type { Attribution } from '../../model/field.js'

/** What one code means: Chinese, English, whom it points at, and its source where that differs from the book's. */
export type CodeEntry = readonly [zh: string, en: string, pointsAt: Attribution, source?: string]

/** What is known of codes that have an issuer's shape but no entry of their own; such a code never points at anyone. */
interface CodeFamily {
  readonly shape: RegExp
  readonly zh: string
  readonly en: string
}

/**
 * One issuer's codes, in normal form. `near` is for codes that are only this issuer's where the page speaks of it
 * (lower-case text): a bare `403` or `-118` means nothing by itself. `product` is given only where the documentation
 * says the key itself is blocked, spent or held by someone else; where mistyping would give the same code it is `unknown`.
 */
export interface CodeBook {
  readonly issuer: string
  readonly source: string
  readonly near?: RegExp
  readonly codes: Readonly<Record<string, CodeEntry>>
  readonly families?: readonly CodeFamily[]
}
