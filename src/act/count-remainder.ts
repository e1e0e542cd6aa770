import type { Order } from '../model/order.js'
import type { RefundState } from '../model/refund.js'

/** A refund of ours as the remainder counts it. */
export interface CountedRefund {
  readonly number: string
  readonly paymentNumber: string | null
  readonly amountFen: number
  readonly state: RefundState
}

/** What can still be given back. */
interface Remainder {
  /** Of all that was paid for the order. */
  readonly orderFen: number
  /** Of this payment; 0 for one that is not the order's. */
  readonly paymentFen: number
}

/**
 * What of an order, and of one of its payments, can still be given back, in fen: what was paid, less what the record says
 * went back, less our own refunds that did not fail. Those of ours that the record contains count once, but only when the
 * record names them (`refundNumbers`): where it names none, nobody knows, and both count, so that too little is left
 * rather than too much.
 */
export function countRemainder(order: Order, refunds: readonly CountedRefund[], paymentNumber: string | null): Remainder {
  const ours = refunds.filter(({ state }) => state !== 'failed')
  const contained = new Set(order.refundNumbers)
  const besides = sumOf(ours.filter(({ number }) => !contained.has(number)))
  const sameWay = sumOf(ours.filter((refund) => refund.paymentNumber === paymentNumber))
  return {
    orderFen: Math.max(0, countPaidIn(order) - order.refundedFen - besides),
    paymentFen: Math.max(0, (countPayment(order, paymentNumber) ?? 0) - sameWay),
  }
}

/** All that was paid for an order, in fen: its payments where they are listed, else its amount. */
export function countPaidIn({ payments, amountFen }: Order): number {
  return payments.length > 0 ? sumOf(payments) : amountFen
}

/** What came in by this payment, in fen; null when the order knows no such payment. An order without numbers has the one payment null. */
export function countPayment({ payments, paymentNumber: only, amountFen }: Order, paymentNumber: string | null): number | null {
  const listed = payments.find(({ number }) => number === paymentNumber)
  if (listed) return listed.amountFen
  return paymentNumber === only && payments.length === 0 ? amountFen : null
}

function sumOf(all: readonly { readonly amountFen: number }[]): number {
  return all.reduce((sum, { amountFen }) => sum + amountFen, 0)
}
