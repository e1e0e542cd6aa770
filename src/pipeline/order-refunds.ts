import type { Sentence } from '../model/field.js'
import type { Policy } from '../model/policy.js'
import type { RefundOrder } from '../model/refund.js'
import type { PlatformRows } from '../ports/store.js'

/** What became of refunds that were decided: under way, or kept back for a person with the reason. */
export type OrderedRefunds =
  | { readonly is: 'ordered'; readonly refundIds: readonly string[] }
  | { readonly is: 'held'; readonly because: Sentence }

/** Notes the refunds for the platform to carry out, in the caller's transaction. */
export async function orderRefunds(
  rows: PlatformRows,
  refunds: readonly RefundOrder[],
  _policy: Policy,
  _now: string,
): Promise<OrderedRefunds> {
  for (const { caseId, payout, decidedBy } of refunds) {
    await rows.audit.append({
      actor: decidedBy === 'machine' ? 'system' : decidedBy,
      action: 'refund.ordered',
      subject: caseId,
      details: { amountFen: payout.amountFen },
    })
  }
  return { is: 'ordered', refundIds: [] }
}
