/** Why money is claimed back (rules.md section 1). */
export type ClaimReason =
  | 'not-delivered'
  | 'activation-failed'
  | 'key-invalid'
  | 'key-already-used'
  | 'wrong-product'
  | 'top-up-not-received'
  | 'not-as-described'
  | 'duplicate-payment'
  | 'changed-mind'
  | 'other'

export interface Claim {
  /** As the buyer gave it; null when unknown. */
  readonly orderNumber: string | null
  readonly reason: ClaimReason
  readonly statement: string
  /** ISO 8601 with offset. */
  readonly submittedAt: string
  readonly buyerId: string
  readonly door: 'order-page' | 'customer-service'
}
