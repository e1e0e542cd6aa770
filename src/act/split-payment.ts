import type { Order } from '../model/order.js'
import type { Payout } from '../model/verdict.js'
import { type CountedRefund, countRemainder } from './count-remainder.js'

/**
 * A sum that a person gives back, on the payments it came by: first the order's own, then the others as the record lists
 * them, each up to what is left of it. What fits nowhere stays with the first, so that whoever orders it refuses it in words.
 */
export function splitPayment(order: Order, refunds: readonly CountedRefund[], amountFen: number): readonly Payout[] {
  const payouts: Payout[] = []
  let restFen = amountFen
  for (const paymentNumber of waysOf(order)) {
    const takenFen = Math.min(restFen, countRemainder(order, refunds, paymentNumber).paymentFen)
    if (takenFen > 0) payouts.push({ paymentNumber, amountFen: takenFen })
    restFen -= takenFen
  }
  if (restFen === 0) return payouts
  const [first = { paymentNumber: order.paymentNumber, amountFen: 0 }, ...others] = payouts
  return [{ ...first, amountFen: first.amountFen + restFen }, ...others]
}

function waysOf({ paymentNumber: own, payments }: Order): readonly (string | null)[] {
  if (payments.length === 0) return [own]
  const numbers = payments.map(({ number }) => number)
  return [...numbers.filter((number) => number === own), ...numbers.filter((number) => number !== own)]
}
