/** Every event there is (contracts.md, "Events"). */
export type EventType =
  | 'case.opened'
  | 'case.more_evidence_requested'
  | 'case.in_review'
  | 'case.decided'
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

/** Where events are sent. The secret is sealed in the database and is not part of the row. */
export interface EndpointRow {
  /** `whk_…` */
  readonly id: string
  readonly url: string
  /** Null: every type. */
  readonly types: readonly EventType[] | null
  readonly disabled: boolean
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
      readonly secret?: string
      readonly types?: readonly EventType[] | null
      readonly disabled?: boolean
    },
  ): Promise<EndpointRow | null>
  /** With its deliveries. False when there is no such endpoint. */
  remove(endpointId: string): Promise<boolean>
}
