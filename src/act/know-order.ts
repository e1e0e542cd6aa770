import type { Order } from '../model/order.js'
import type { CountedRefund } from './count-remainder.js'

/**
 * An order as it is known here: the platform's record, with our refunds that succeeded and that it does not contain yet,
 * and with a dispute that the channel told us itself. Where the record does not say which of ours it contains, the larger
 * of both sums counts.
 */
export function knowOrder(
  order: Order,
  refunds: readonly CountedRefund[],
  disputes: readonly { readonly state: 'open' | 'closed' }[],
): Order {
  const done = refunds.filter(({ state }) => state === 'succeeded')
  const hasDispute = disputes.some(({ state }) => state === 'open') && !isSettled(order)
  if (done.length === 0 && !hasDispute) return order
  return { ...order, refundedFen: countRefunded(order, done), channelDispute: hasDispute ? 'open' : order.channelDispute }
}

function countRefunded({ refundedFen, refundNumbers }: Order, done: readonly CountedRefund[]): number {
  const sum = (refunds: readonly CountedRefund[]) => refunds.reduce((total, { amountFen }) => total + amountFen, 0)
  if (refundNumbers === undefined) return Math.max(refundedFen, sum(done))
  return refundedFen + sum(done.filter(({ number }) => !refundNumbers.includes(number)))
}

/** How it ended stands in the platform's record; a complaint that looks open here is then the older word. */
function isSettled({ channelDispute }: Order): boolean {
  return channelDispute === 'won-by-buyer' || channelDispute === 'won-by-merchant'
}
