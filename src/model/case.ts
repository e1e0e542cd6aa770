import type { Buyer } from './buyer.js'
import type { Claim } from './claim.js'
import type { EvidenceKind } from './evidence.js'
import type { KeyStatus, Order } from './order.js'
import type { Policy } from './policy.js'
import type { PerceptualHash, Reading } from './reading.js'

/** One piece of evidence as it lies in the case file: what the buyer called it, and what was read or why it could not be. */
export interface EvidencePiece {
  readonly file: string
  /** What the buyer said it is; null when nothing was said. */
  readonly as: EvidenceKind | null
  /** ISO 8601; null when it came with the claim. */
  readonly uploadedAt: string | null
  /** When its SHA-256 was told, before its bytes came: a slow line does not move it. Left out where no code was issued. */
  readonly announcedAt?: string
  readonly reading: Reading | null
  /** Why there is no reading: the fault's code and title. */
  readonly fault: { readonly code: string; readonly title: string } | null
}

/** What earlier cases of the platform leave behind, looked up when the case file is gathered. */
export interface SeenBefore {
  readonly caseId: string
  readonly buyerId: string
  readonly orderNumber: string | null
  readonly what: 'file' | 'image-id' | 'order-number' | 'payment-number' | 'card-key' | 'shot'
  /** The file of this case, or the value of this case, that was seen. */
  readonly file: string | null
  /** For values: the value in normal form (the caller shows it masked). For shots: the other case's read values, to be compared. */
  readonly value: string | null
  /** For shots: how many of the 1023 bits differ, and the hash that was seen. */
  readonly shot?: { readonly distanceBits: number; readonly phash: PerceptualHash; readonly values: readonly string[] }
}

/** A one-time code that the buyer was given to film (trust.md). Times are ISO 8601. */
export interface IssuedCode {
  readonly code: string
  readonly issuedAt: string
  readonly expiresAt: string
}

/** All that a judgement may look at. The same case file gives the same verdict, byte for byte. */
export interface CaseFile {
  readonly id: string
  readonly platform: string
  readonly claim: Claim
  /** Null when the platform found no order for the claim. */
  readonly order: Order | null
  readonly buyer: Buyer | null
  readonly keyStatus: KeyStatus
  readonly policy: Policy
  /** When the merchant was asked for his word on the claim, ISO 8601; left out: with the claim and its latest evidence. */
  readonly merchantAskedAt?: string
  /** Codes issued for this case; left out: none. */
  readonly issuedCodes?: readonly IssuedCode[]
  /** Judged as of then: ISO 8601 with offset. */
  readonly now: string
  readonly evidence: readonly EvidencePiece[]
  readonly seenBefore: readonly SeenBefore[]
}
