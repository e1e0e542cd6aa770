import type { RefundStatement } from '../ports/store/refunds.js'
import type { PlatformRows } from '../ports/store.js'
import type { ReportedRefund } from './report-refund.js'
import { lockRefund, settleRefund } from './settle-refund.js'

/**
 * A person says by hand how a refund ended that a person was told about. It counts when a second person says the same; two
 * that differ leave the later word, which waits for a second again.
 */
export async function stateRefund(
  rows: PlatformRows,
  refundId: string,
  statement: RefundStatement,
  by: { readonly actor: string; readonly now: string },
): Promise<ReportedRefund> {
  const refund = await lockRefund(rows, refundId)
  if (!refund) return { is: 'unknown' }
  if (refund.settledAt !== null) return { is: 'refused', because: `it has ${refund.state}` }
  if (refund.toldAt === null) return { is: 'refused', because: 'it is under way and does not wait for a person' }
  const { person, state, words } = statement
  const first = refund.statement
  const isSecond = first !== null && first.person !== person && first.state === state
  await rows.refunds.change(refundId, { statement })
  if (isSecond) {
    const proof = `${first.person}: ${first.words}; ${person}: ${words}`
    const end =
      state === 'succeeded'
        ? ({ is: 'succeeded', at: statement.at, channelRefundNumber: null, words: proof } as const)
        : ({
            is: 'failed',
            because: { zh: `人工确认未退款：${words}`, en: `Two people say it was not refunded: ${words}` },
            words: proof,
          } as const)
    await settleRefund(rows, refund, end, by)
  }
  const details = { person, state, counts: isSecond, caseId: refund.caseId }
  await rows.audit.append({ actor: by.actor, action: 'refund.stated', subject: refundId, details })
  return { is: 'kept', refund: (await rows.refunds.get(refundId)) ?? refund }
}
