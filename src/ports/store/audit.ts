import type { Page, PageAsk } from './page.js'

/** Who did what to which thing. No secret and no card key stands in it. */
interface NewAuditEntry {
  /** `key_…`, `per_…`, or `system`. */
  readonly actor: string
  /** `case.opened`, `key.revoked` … */
  readonly action: string
  /** The id of what it was done to. */
  readonly subject: string
  readonly details: Readonly<Record<string, string | number | boolean | null>>
}

export interface AuditEntry extends NewAuditEntry {
  /** 1, 2, 3 … of the platform. */
  readonly number: number
  readonly at: string
  /** SHA-256 over the hash before it and this entry, lower-case hexadecimal. */
  readonly hash: string
}

/** All that are given must hold. Times bound `at`: from inclusive, until exclusive. */
export interface AuditFilter {
  /** Done to any of these. */
  readonly subjects?: readonly string[]
  readonly actor?: string
  readonly action?: string
  readonly from?: string
  readonly until?: string
}

export interface AuditRows {
  /** Entries of a platform come into being one after the other: append them last in the transaction. */
  append(entry: NewAuditEntry): Promise<AuditEntry>
  /** Latest first; `after` and `next` are numbers as text. */
  list(ask: PageAsk & AuditFilter): Promise<Page<AuditEntry>>
}

/** `broken` names the first entry that does not follow from the one before, or is missing. */
export type AuditCheck =
  | { readonly platformId: string; readonly entries: number; readonly broken: null }
  | { readonly platformId: string; readonly entries: number; readonly broken: { readonly number: number; readonly because: string } }
