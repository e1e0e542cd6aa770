import { countPaidIn, countPayment, countRemainder } from '../act/count-remainder.js'
import { listCaps, wholePlatform } from '../act/list-caps.js'
import { weighDispute } from '../act/plan-refund.js'
import { addJobs } from '../intake/add-jobs.js'
import type { Sentence } from '../model/field.js'
import type { Policy } from '../model/policy.js'
import type { RefundOrder } from '../model/refund.js'
import type { Cap } from '../ports/store/exposure.js'
import type { RefundRow } from '../ports/store/refunds.js'
import type { PlatformRows } from '../ports/store.js'
import { type KnownOrder, readKnownOrder } from './read-known-order.js'
import { tripBreaker } from './trip-breaker.js'

export type OrderedRefunds =
  | { readonly is: 'ordered'; readonly refundIds: readonly string[] }
  | { readonly is: 'held'; readonly because: Sentence }

/**
 * Orders money back, all of it or none: `held` says why a person has to look. Inside the caller's transaction, in which the
 * case is locked; locks the order's money and the caps, so that of two that order at the same moment the later one sees the
 * earlier. What the same case ordered before for the same payment in the same amount, and is under way, is not ordered again.
 */
export async function orderRefunds(
  rows: PlatformRows,
  refunds: readonly RefundOrder[],
  policy: Policy,
  now: string,
): Promise<OrderedRefunds> {
  const refundIds: string[] = []
  const fresh: Checked[] = []
  // By number, as everyone who locks several does.
  for (const refund of [...refunds].sort(byOrder)) {
    await rows.refunds.lockOrder(refund.orderNumber)
    const known = await readKnownOrder(rows, refund.orderNumber)
    if (!known) return held('平台尚未提供该订单', 'The platform has not told us of the order')
    const ours = [...(await rows.refunds.ofOrder(refund.orderNumber)), ...fresh.map(asOrdered)]
    const again = ours.find((one) => isUnderWay(one, refund))
    const because = again ? weighAgain(again, refund) : weighRefund(known, ours, refund)
    if (because) return { is: 'held', because }
    if (again) refundIds.push(again.id)
    else fresh.push({ refund, known })
  }
  const caps = await reserve(rows, fresh, policy, now)
  if (caps.is === 'held') return caps
  for (const one of fresh) refundIds.push(await keep(rows, one, caps.of(one), now))
  return { is: 'ordered', refundIds }
}

interface Checked {
  readonly refund: RefundOrder
  readonly known: KnownOrder
}

function byOrder(left: RefundOrder, right: RefundOrder): number {
  return left.orderNumber < right.orderNumber ? -1 : left.orderNumber > right.orderNumber ? 1 : 0
}

type Counted = Pick<RefundRow, 'id' | 'number' | 'caseId' | 'orderNumber' | 'paymentNumber' | 'amountFen' | 'state'>

/** What is about to be ordered in this call counts for what comes after it. */
function asOrdered({ refund: { caseId, orderNumber, payout } }: Checked): Counted {
  return { id: '', number: '', caseId, orderNumber, ...payout, state: 'requested' }
}

function isUnderWay(
  { caseId, orderNumber, paymentNumber, state }: Counted,
  { caseId: ofCase, orderNumber: of, payout }: RefundOrder,
): boolean {
  return caseId === ofCase && orderNumber === of && paymentNumber === payout.paymentNumber && state !== 'succeeded' && state !== 'failed'
}

function weighAgain({ id, amountFen }: Counted, { payout }: RefundOrder): Sentence | null {
  if (id !== '' && amountFen === payout.amountFen) return null
  return { zh: '该笔付款已有一笔退款在途', en: 'A refund of this payment is already under way' }
}

/** Why this must not be paid now; null when it may. */
function weighRefund({ record, order }: KnownOrder, ours: readonly Counted[], { payout, orderNumber }: RefundOrder): Sentence | null {
  const { amountFen, paymentNumber } = payout
  if (!Number.isSafeInteger(amountFen) || amountFen <= 0) return { zh: '退款金额无效', en: 'This is no amount to give back' }
  if (order.currency !== 'CNY') return { zh: '订单不是人民币订单', en: "The order's currency is not CNY" }
  if (order.status === 'unpaid' || order.status === 'closed' || order.status === 'refunded') {
    return { zh: `订单状态不能退款：${order.status}`, en: `The order cannot be refunded as it stands: ${order.status}` }
  }
  const dispute = weighDispute(order)
  if (dispute) return dispute
  if (countPayment(order, paymentNumber) === null) return { zh: '订单记录中没有这笔付款', en: "The order's record has no such payment" }
  const left = countRemainder(
    record,
    ours.filter((one) => one.orderNumber === orderNumber),
    paymentNumber,
  )
  if (amountFen > left.orderFen || amountFen > left.paymentFen) {
    const leftFen = Math.min(left.orderFen, left.paymentFen)
    return {
      zh: `退款 ${yuan(amountFen)} 元超过剩余可退 ${yuan(leftFen)} 元`,
      en: `${yuan(amountFen)} yuan are more than the ${yuan(leftFen)} yuan that are left to give back`,
    }
  }
  return null
}

function yuan(fen: number): string {
  return (fen / 100).toFixed(2)
}

type Reserved = { readonly is: 'reserved'; of(one: Checked): readonly Cap[] } | Extract<OrderedRefunds, { is: 'held' }>

/** Reserves what a machine decided, all of it or none. */
async function reserve(rows: PlatformRows, fresh: readonly Checked[], policy: Policy, now: string): Promise<Reserved> {
  const automatic = fresh.filter(({ refund }) => refund.decidedBy === 'machine')
  const taken = new Map<Checked, readonly Cap[]>()
  if (automatic.length === 0) return { is: 'reserved', of: () => [] }
  const breaker = await rows.breaker.lock()
  if (breaker.tripped) return held('自动付款已被熔断，须人工处理', 'Automatic payments are stopped; a person decides')
  for (const one of automatic) {
    const buyerId = (await rows.cases.get(one.refund.caseId))?.buyerId ?? ''
    const caps = listCaps(one.known.order, one.known.buyer, buyerId, policy, now)
    const full = await rows.exposure.reserve(caps, one.refund.payout.amountFen)
    if (full) {
      for (const [{ refund }, uses] of taken) await rows.exposure.release(uses, refund.payout.amountFen)
      return overCap(rows, full.exceeded, one.refund.caseId, now)
    }
    taken.set(one, caps)
  }
  return { is: 'reserved', of: (one) => taken.get(one) ?? [] }
}

async function overCap(rows: PlatformRows, { scope, period, capFen }: Cap, caseId: string, now: string) {
  const isWholeDay = scope === wholePlatform && !period.includes('T')
  const words = `automatic payments of ${period} have reached ${yuan(capFen)} yuan`
  if (isWholeDay) await tripBreaker(rows, { cause: 'day-cap', words, actor: 'system', now, caseId })
  const [kind = ''] = scope.split(':')
  return held(`自动付款已达上限（${kind}，${period}）`, `The cap on automatic payments is reached (${kind}, ${period})`)
}

async function keep(rows: PlatformRows, { refund, known }: Checked, caps: readonly Cap[], now: string): Promise<string> {
  const { caseId, orderNumber, payout, decidedBy, reason } = refund
  const { order } = known
  const row = await rows.refunds.add({
    caseId,
    orderNumber,
    ...payout,
    merchantOrderNumber: payout.paymentNumber === order.paymentNumber ? order.merchantOrderNumber : null,
    channel: order.channel,
    totalFen: countPayment(order, payout.paymentNumber) ?? payout.amountFen,
    paidInFen: countPaidIn(order),
    decidedBy,
    reason,
    reserved: caps.map(({ scope, period }) => ({ scope, period })),
    nextAt: now,
  })
  await rows.ledger.post({
    name: `${row.id}.requested`,
    refundId: row.id,
    entries: [
      { account: `order:${orderNumber}`, amountFen: -payout.amountFen },
      { account: 'promised', amountFen: payout.amountFen },
    ],
  })
  await addJobs(rows, [{ name: 'carry-refund', payload: { platformId: rows.platformId, refundId: row.id } }])
  return row.id
}

function held(zh: string, en: string) {
  return { is: 'held' as const, because: { zh, en } }
}
