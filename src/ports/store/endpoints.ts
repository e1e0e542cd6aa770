/** Every event there is (contracts.md, "Events"). */
export type EventType =
  | 'case.opened'
  | 'case.more_evidence_requested'
  | 'case.in_review'
  | 'case.decided'
  | 'case.decision_dropped'
  | 'case.signature_near'
  | 'case.deadline_near'
  | 'case.deadline_passed'
  | 'case.appealed'
  | 'case.arbitration_opened'
  | 'case.on_hold'
  | 'case.closed'
  | 'refund.requested'
  | 'refund.succeeded'
  | 'refund.failed'
  | 'refund.held'
  | 'refund.stuck'
  | 'breaker.tripped'

/** Where events are sent. The secret is sealed in the database and is not part of the row. */
export interface EndpointRow {
  /** `whk_…` */
  readonly id: string
  readonly url: string
  /** Null: every type. */
  readonly types: readonly EventType[] | null
  readonly disabled: boolean
  /** Until then the secret before the present one signs too; null when there was none. */
  readonly oldSecretUntil: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

export interface EndpointRows {
  add(endpoint: { readonly url: string; readonly secret: string; readonly types: readonly EventType[] | null }): Promise<EndpointRow>
  get(endpointId: string): Promise<EndpointRow | null>
  /** Newest first. */
  list(): Promise<readonly EndpointRow[]>
  /** Changes what is given. Null when there is no such endpoint. */
  change(
    endpointId: string,
    change: {
      readonly url?: string
      readonly types?: readonly EventType[] | null
      readonly disabled?: boolean
    },
  ): Promise<EndpointRow | null>
  /**
   * Gives it a new secret; the present one goes on signing until `oldUntil` (ISO 8601), and one that was replaced before
   * it signs no more. Null when there is no such endpoint.
   */
  rotate(endpointId: string, secret: string, oldUntil: string): Promise<EndpointRow | null>
  /** With its deliveries. False when there is no such endpoint. */
  remove(endpointId: string): Promise<boolean>
}
