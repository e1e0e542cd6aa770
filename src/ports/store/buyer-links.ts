import type { ChallengeAction } from '../../model/challenge-action.js'
/** A link that opens one case to its buyer. The token is not part of the row: only its hash is kept. */
export interface BuyerLinkRow extends NewBuyerLink {
  /** `lnk_…` */
  readonly id: string
  readonly createdAt: string
  readonly revokedAt: string | null
}

interface NewBuyerLink {
  readonly caseId: string
  /** The one site that may show the page in a frame (`https://shop.example`); null: none. */
  readonly embedOrigin: string | null
  readonly language: 'zh' | 'en'
  /** `key_…`, a person's id, or `system`. */
  readonly createdBy: string
  readonly expiresAt: string
}

export interface BuyerLinkRows {
  /** `tokenHash` is a SHA-256 of a token with at least 128 random bits. */
  add(link: NewBuyerLink & { readonly tokenHash: string }): Promise<BuyerLinkRow>
  /** Of a case, newest first; also what is over. */
  list(caseId: string): Promise<readonly BuyerLinkRow[]>
  /** Holds from `at` on; an earlier revocation stays. Null when the case has no such link. */
  revoke(caseId: string, linkId: string, at: string): Promise<BuyerLinkRow | null>
}

/** Links over all platforms, for the door only. */
export interface BuyerLinkTable {
  /** Revoked and expired ones too: the caller says what is wrong with it. */
  findByHash(tokenHash: string): Promise<{
    readonly platformId: string
    readonly mode: 'live' | 'test'
    readonly link: BuyerLinkRow
  } | null>
}

/** A one-time code that a case's buyer was given to film. */
export interface ChallengeRow {
  /** `chl_…` */
  readonly id: string
  readonly caseId: string
  readonly code: string
  /** Null for a code that was issued before there were any. */
  readonly action: ChallengeAction | null
  readonly issuedAt: string
  readonly expiresAt: string
}

export interface ChallengeRows {
  add(challenge: Omit<ChallengeRow, 'id'>): Promise<ChallengeRow>
  /** Of a case, newest first. */
  list(caseId: string): Promise<readonly ChallengeRow[]>
}

/** A file that was named by its SHA-256 before its bytes came. */
export interface AnnouncedUpload {
  readonly caseId: string
  readonly sha256: string
  readonly uploadId: string
  /** When it was named first. */
  readonly announcedAt: string
}

export interface AnnouncedUploadRows {
  /** Keeps when it was named first, and the latest upload. */
  put(upload: AnnouncedUpload): Promise<AnnouncedUpload>
  /** Of a case, in no order. */
  list(caseId: string): Promise<readonly AnnouncedUpload[]>
}
