/** A part of what automatic payments may use: of one buyer in one day, of the platform in one hour … */
export interface CapUse {
  /** `buyer:…`, `day` … */
  readonly scope: string
  /** `2026-11-23`, or `2026-11-23T14+08:00`. */
  readonly period: string
}

export interface Cap extends CapUse {
  readonly capFen: number
}

export interface ExposureRows {
  /**
   * Adds the amount to every one of them, or to none: the first that it would exceed is given back. Two that reserve at
   * the same moment take their turns in one order of scopes and periods.
   */
  reserve(caps: readonly Cap[], amountFen: number): Promise<{ readonly exceeded: Cap } | null>
  /** Takes the amount off each. */
  release(uses: readonly CapUse[], amountFen: number): Promise<void>
  /** How much of each is used, in fen. */
  used(uses: readonly CapUse[]): Promise<readonly number[]>
}

export type BreakerCause = 'by-hand' | 'day-cap' | 'drift' | 'channel-contradicts'

/** What the audits so far say of automatic payments; E of each stake, and how many were looked at. */
export interface DriftState {
  readonly audited: number
  readonly wrong: number
  readonly bets: readonly number[]
}

export interface BreakerRow {
  readonly tripped: boolean
  readonly cause: BreakerCause | null
  readonly words: string | null
  readonly changedBy: string | null
  readonly changedAt: string | null
  readonly drift: DriftState
}

/** What a look at an automatic payment found. */
interface PaymentAudit {
  readonly caseId: string
  readonly wrong: boolean
  readonly auditedBy: string
  /** ISO 8601 with offset. */
  readonly auditedAt: string
}

export interface BreakerRows {
  /** As it stands. */
  get(): Promise<BreakerRow>
  /** As `get`, and whoever else locks it waits until this transaction ends. Before any exposure is touched. */
  lock(): Promise<BreakerRow>
  /** It is locked. */
  set(row: BreakerRow): Promise<void>
  /** Keeps what the audit of a case's payment found, and gives what is kept: of several the first. */
  keepAudit(audit: PaymentAudit): Promise<PaymentAudit & { readonly isFirst: boolean }>
}
