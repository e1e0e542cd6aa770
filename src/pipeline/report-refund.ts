import { announceEvent } from '../intake/announce-event.js'
import type { RefundRow } from '../ports/store/refunds.js'
import type { PlatformRows } from '../ports/store.js'
import { lockRefund, settleRefund } from './settle-refund.js'
import { tellRefund } from './tell-refund.js'

/** What a platform that pays itself says became of a refund. */
export interface RefundReport {
  readonly state: 'succeeded' | 'failed'
  readonly amountFen: number
  readonly channelRefundNumber: string | null
  /** ISO 8601 with offset. */
  readonly at: string
  readonly words: string
}

export type ReportedRefund =
  | { readonly is: 'kept'; readonly refund: RefundRow }
  | { readonly is: 'unknown' }
  | { readonly is: 'refused'; readonly because: string }

/**
 * Keeps a platform's report of a refund that it was asked to pay. The same report again changes nothing; one that differs
 * from the first, or names another amount, is refused, and a person is told.
 */
export async function reportRefund(
  rows: PlatformRows,
  refundId: string,
  report: RefundReport,
  by: { readonly actor: string; readonly now: string },
): Promise<ReportedRefund> {
  const refund = await lockRefund(rows, refundId)
  if (!refund) return { is: 'unknown' }
  if (refund.paidBy !== 'platform') return { is: 'refused', because: 'the platform was not asked to pay this refund' }
  const because = weigh(refund, report)
  if (because !== null) return refuse(rows, refund, because, by.actor)
  const { state, at, channelRefundNumber, words } = report
  await settleRefund(
    rows,
    refund,
    state === 'succeeded'
      ? { is: 'succeeded', at, channelRefundNumber, words: null }
      : { is: 'failed', because: { zh: `平台未能退款：${words}`, en: `The platform could not refund: ${words}` }, words },
    by,
  )
  return { is: 'kept', refund: (await rows.refunds.get(refundId)) ?? refund }
}

/** Why it is not believed; null when it may be. */
function weigh(refund: RefundRow, { state, amountFen, channelRefundNumber }: RefundReport): string | null {
  if (amountFen !== refund.amountFen) return `${amountFen} fen are reported, ${refund.amountFen} were asked`
  if (refund.settledAt === null) return null
  if (refund.state !== state) return `it was reported to have ${refund.state} before`
  const isOther = state === 'succeeded' && channelRefundNumber !== null && channelRefundNumber !== refund.channelRefundNumber
  return isOther ? 'it was reported under another number before' : null
}

async function refuse(rows: PlatformRows, refund: RefundRow, because: string, actor: string): Promise<ReportedRefund> {
  const data = { ...tellRefund(refund), lastAnswer: because }
  await announceEvent(rows, { type: 'refund.stuck', caseId: refund.caseId, data, key: `${refund.id}.refused.${because}` })
  await rows.audit.append({ actor, action: 'refund.report-refused', subject: refund.id, details: { because, caseId: refund.caseId } })
  return { is: 'refused', because }
}
