import type { CaseCommand } from '../model/case-life.js'
import type { Order } from '../model/order.js'
import type { Policy } from '../model/policy.js'
import type { RefundOrder } from '../model/refund.js'
import type { Payout } from '../model/verdict.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { PlatformRows } from '../ports/store.js'
import { type OrderedRefunds, orderRefunds } from './order-refunds.js'

/** Orders the refunds that a verdict or a person has decided, on the path the money came by. */
export async function payCase(
  rows: PlatformRows,
  { id: caseId }: CaseRow,
  order: Order | null,
  command: CaseCommand,
  policy: Policy,
  now: string,
): Promise<OrderedRefunds> {
  if (!order) return { is: 'held', because: { zh: '没有找到订单，无法原路退款。', en: 'There is no order to pay back on.' } }
  const decided = payoutsOf(command, order)
  const refunds = decided.payouts.map(
    (payout): RefundOrder => ({ caseId, orderNumber: order.number, payout, decidedBy: decided.by, reason: '售后退款' }),
  )
  if (refunds.length === 0) return { is: 'held', because: { zh: '没有可退的款项。', en: 'There is nothing to pay back.' } }
  return orderRefunds(rows, refunds, policy, now)
}

function payoutsOf(command: CaseCommand, { paymentNumber }: Order): { readonly payouts: readonly Payout[]; readonly by: string } {
  if (command.is === 'judged') return { payouts: command.payouts, by: 'machine' }
  if (command.is === 'decided' && command.decision.is === 'pay')
    return { payouts: [{ paymentNumber, amountFen: command.decision.amountFen }], by: command.person }
  return { payouts: [], by: 'machine' }
}
