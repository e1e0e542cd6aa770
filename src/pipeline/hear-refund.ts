import { isStuck, planNextLook, type RefundTurn } from '../act/plan-refund.js'
import { addJobs } from '../intake/add-jobs.js'
import { announceEvent } from '../intake/announce-event.js'
import type { RefundChange, RefundRow } from '../ports/store/refunds.js'
import type { PlatformRows } from '../ports/store.js'
import { policyForOrder } from './policy-for.js'
import { lockRefund, settleRefund } from './settle-refund.js'
import { tellRefund } from './tell-refund.js'

/** What was heard; `waits`: nothing that says how it stands. */
export type RefundNews = RefundTurn | { readonly is: 'waits'; readonly words: string | null }

/**
 * Keeps what was heard of a refund and plans the next look at it; a refund that takes too long is told to a person, once.
 * Locks the case, the order's money and the refund; may be told the same any number of times, in any order.
 */
export async function hearRefund(
  rows: PlatformRows,
  refundId: string,
  news: RefundNews,
  by: { readonly actor: string; readonly now: string },
): Promise<void> {
  const refund = await lockRefund(rows, refundId)
  if (!refund) return
  if (news.is === 'succeeded') {
    await settleRefund(rows, refund, { ...news, words: null }, by)
    return
  }
  if (news.is === 'failed') {
    const because = { zh: `支付渠道拒绝退款：${news.words}`, en: `The payment channel refuses the refund: ${news.words}` }
    await settleRefund(rows, refund, { is: 'failed', because, words: news.words }, by)
    return
  }
  if (refund.settledAt === null) await comeAgain(rows, refund, changeOf(refund, news), by.now)
}

function changeOf(refund: RefundRow, news: Extract<RefundNews, { is: 'accepted' | 'unclear' | 'waits' }>): RefundChange {
  if (news.is === 'accepted') {
    return { state: 'accepted', channelRefundNumber: news.channelRefundNumber ?? refund.channelRefundNumber, lastAnswer: 'accepted' }
  }
  // What the channel took on stays taken on until it says otherwise; what it says unclearly is no longer sure.
  const isUnsure = news.is === 'unclear' && refund.sentAt !== null
  return { ...(isUnsure ? { state: 'unknown' as const } : {}), ...(news.words === null ? {} : { lastAnswer: news.words }) }
}

async function comeAgain(rows: PlatformRows, refund: RefundRow, change: RefundChange, now: string): Promise<void> {
  const { windows } = await policyForOrder(rows, refund.orderNumber, now)
  const heard = { ...refund, state: change.state ?? refund.state }
  const nextAt = planNextLook(heard, now, windows)
  const stuck = isStuck(heard, now, windows)
  const changed = await rows.refunds.change(refund.id, { ...change, nextAt, ...(stuck ? { toldAt: now } : {}) })
  const job = { name: 'carry-refund' as const, payload: { platformId: rows.platformId, refundId: refund.id } }
  await addJobs(rows, [job], { runAt: nextAt, turn: refund.attempts })
  if (!stuck || !changed) return
  const data = { ...tellRefund(changed), lastAnswer: changed.lastAnswer }
  await announceEvent(rows, { type: 'refund.stuck', caseId: refund.caseId, data, key: `${refund.id}.stuck` })
  await rows.audit.append({
    actor: 'system',
    action: 'refund.stuck',
    subject: refund.id,
    details: { caseId: refund.caseId, state: changed.state },
  })
}
