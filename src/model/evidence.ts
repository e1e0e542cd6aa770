/** What a piece of evidence can be (contracts.md, "A case folder"). */
export type EvidenceKind =
  | 'order-page'
  | 'payment-receipt'
  | 'activation-failure'
  | 'activation-recording'
  | 'support-chat'
  | 'licence-status'
  | 'merchant-promise'
  | 'other'

/** What a piece of evidence shows at its end: a page that only talks about failures shows neither. */
export type Shows = 'failure' | 'success' | 'neither'
