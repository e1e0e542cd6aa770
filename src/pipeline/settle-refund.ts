import { announceEvent } from '../intake/announce-event.js'
import type { Sentence } from '../model/field.js'
import type { RefundRow } from '../ports/store/refunds.js'
import type { PlatformRows } from '../ports/store.js'
import { moveStoredCase } from './move-stored-case.js'
import { tellRefund } from './tell-refund.js'
import { tripBreaker } from './trip-breaker.js'

/** How a refund ended. */
export type RefundEnd =
  | { readonly is: 'succeeded'; readonly at: string; readonly channelRefundNumber: string | null; readonly words: string | null }
  | { readonly is: 'failed'; readonly because: Sentence; readonly words: string }

/**
 * Ends a refund once: state, books, caps, event and case in the caller's transaction, in which it is locked by
 * `lockRefund`. `same`: it ended so before. `contradicts`: it ended otherwise before; then the money that moved counts, and
 * automatic payments stop until a person has looked.
 */
export async function settleRefund(
  rows: PlatformRows,
  refund: RefundRow,
  end: RefundEnd,
  by: { readonly actor: string; readonly now: string },
): Promise<'settled' | 'same' | 'contradicts'> {
  if (refund.state === end.is) return 'same'
  if (refund.settledAt !== null) return contradict(rows, refund, end, by)
  const settled = await keepEnd(rows, refund, end, by.now)
  if (end.is === 'failed' && refund.reserved.length > 0) await rows.exposure.release(refund.reserved, refund.amountFen)
  await post(rows, refund, end.is, 'promised')
  const data = { ...tellRefund(settled), because: end.is === 'failed' ? end.because : null }
  await announceEvent(rows, { type: `refund.${end.is}`, caseId: refund.caseId, data, key: `${refund.id}.${end.is}` })
  await moveCase(rows, refund, end, by)
  await audit(rows, refund, `refund.${end.is}`, end, by.actor)
  return 'settled'
}

/** The refund with its case and its order's money locked, in the order in which all lock them; null when there is none. */
export async function lockRefund(rows: PlatformRows, refundId: string): Promise<RefundRow | null> {
  const found = await rows.refunds.get(refundId)
  if (!found) return null
  await rows.cases.lock(found.caseId)
  await rows.refunds.lockOrder(found.orderNumber)
  return rows.refunds.get(refundId)
}

async function keepEnd(rows: PlatformRows, refund: RefundRow, end: RefundEnd, now: string): Promise<RefundRow> {
  const common = { state: end.is, nextAt: null, lastAnswer: end.words ?? refund.lastAnswer }
  const changed = await rows.refunds.change(
    refund.id,
    end.is === 'succeeded'
      ? { ...common, settledAt: end.at, channelRefundNumber: end.channelRefundNumber ?? refund.channelRefundNumber }
      : { ...common, settledAt: now, reserved: [] },
  )
  return changed ?? refund
}

/** From the promise, or from the order itself when the promise was taken back before. */
async function post(rows: PlatformRows, refund: RefundRow, end: RefundEnd['is'], from: 'promised' | 'order'): Promise<void> {
  const order = `order:${refund.orderNumber}`
  const to = end === 'succeeded' ? `channel:${refund.channel}` : order
  await rows.ledger.post({
    name: `${refund.id}.${end}`,
    refundId: refund.id,
    entries: [
      { account: from === 'order' ? order : 'promised', amountFen: -refund.amountFen },
      { account: to, amountFen: refund.amountFen },
    ],
  })
}

async function contradict(
  rows: PlatformRows,
  refund: RefundRow,
  end: RefundEnd,
  { actor, now }: { readonly actor: string; readonly now: string },
) {
  // A no after a yes moves nothing back; a yes after a no is money that is gone.
  if (end.is === 'succeeded') {
    const settled = await keepEnd(rows, refund, end, now)
    await post(rows, refund, 'succeeded', 'order')
    const data = { ...tellRefund(settled), because: null }
    await announceEvent(rows, { type: 'refund.succeeded', caseId: refund.caseId, data, key: `${refund.id}.succeeded` })
  }
  const words = `refund ${refund.id} is said to have ${end.is} after it had ${refund.state}`
  await tripBreaker(rows, { cause: 'channel-contradicts', words, actor, now, caseId: refund.caseId })
  await audit(rows, refund, 'refund.contradicted', end, actor)
  return 'contradicts' as const
}

function moveCase(
  rows: PlatformRows,
  { caseId, amountFen }: RefundRow,
  end: RefundEnd,
  by: { readonly actor: string; readonly now: string },
) {
  const move =
    end.is === 'succeeded'
      ? ({ is: 'refund-succeeded', refundedFen: amountFen } as const)
      : ({ is: 'refund-failed', because: end.because } as const)
  return moveStoredCase(rows, caseId, move, by)
}

async function audit(rows: PlatformRows, refund: RefundRow, action: string, end: RefundEnd, actor: string): Promise<void> {
  const details = { caseId: refund.caseId, amountFen: refund.amountFen, said: end.is }
  await rows.audit.append({ actor, action, subject: refund.id, details })
}
