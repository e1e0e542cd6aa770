import type { RefundRow } from '../../ports/store/refunds.js'

/** A refund without how we go about it. */
export function showRefund({
  nextAt: _,
  sentAt: _sent,
  attempts: _tries,
  reserved: _caps,
  toldAt,
  totalFen: _total,
  paidInFen: _in,
  ...row
}: RefundRow) {
  return { ...row, waitsForPersonSince: row.settledAt === null ? toldAt : null }
}
