import { splitPayment } from '../act/split-payment.js'
import type { CaseCommand } from '../model/case-life.js'
import type { Order } from '../model/order.js'
import type { Policy } from '../model/policy.js'
import type { RefundOrder } from '../model/refund.js'
import type { Payout } from '../model/verdict.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { PlatformRows } from '../ports/store.js'
import { type OrderedRefunds, orderRefunds } from './order-refunds.js'
import { readKnownOrder } from './read-known-order.js'

/** Orders the refunds that a verdict or a person has decided, on the paths the money came by. */
export async function payCase(
  rows: PlatformRows,
  { id: caseId, orderNumber }: CaseRow,
  command: CaseCommand,
  policy: Policy,
  now: string,
): Promise<OrderedRefunds> {
  const known = orderNumber === null ? null : await readKnownOrder(rows, orderNumber)
  if (!known) return { is: 'held', because: { zh: '没有找到订单，无法原路退款。', en: 'There is no order to pay back on.' } }
  const decided = await payoutsOf(rows, command, known.record)
  const refunds = decided.payouts.map(
    (payout): RefundOrder => ({ caseId, orderNumber: known.order.number, payout, decidedBy: decided.by, reason: '售后退款' }),
  )
  if (refunds.length === 0) return { is: 'held', because: { zh: '没有可退的款项。', en: 'There is nothing to pay back.' } }
  return orderRefunds(rows, refunds, policy, now)
}

async function payoutsOf(
  rows: PlatformRows,
  command: CaseCommand,
  record: Order,
): Promise<{ readonly payouts: readonly Payout[]; readonly by: string }> {
  if (command.is === 'judged') return { payouts: command.payouts, by: 'machine' }
  if (command.is !== 'decided' || command.decision.is !== 'pay') return { payouts: [], by: 'machine' }
  const { person: by, decision } = command
  // What is left of each payment is counted while nobody else orders money of this order.
  await rows.refunds.lockOrder(record.number)
  return { payouts: splitPayment(record, await rows.refunds.ofOrder(record.number), decision.amountFen), by }
}
