import type { Order } from '../model/order.js'
import type { Payout } from '../model/verdict.js'
import type { Decision } from './decide.js'
import type { RecordFacts } from './read-record.js'

/** What a decision gives back: each surplus payment of an order paid twice, else what is left of the order (rules.md section 8). */
export function planPayouts(
  { outcome, rule }: Pick<Decision, 'outcome' | 'rule'>,
  { surplus }: RecordFacts,
  order: Order | null,
): readonly Payout[] {
  if (!order || (outcome !== 'instant-refund' && outcome !== 'refund')) return []
  if (rule === 'duplicate-payment-on-record') return surplus.map(({ number, amountFen }) => ({ paymentNumber: number, amountFen }))
  return [{ paymentNumber: order.paymentNumber, amountFen: order.amountFen - order.refundedFen }]
}
