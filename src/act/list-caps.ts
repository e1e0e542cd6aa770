import { formatInstant } from '../judge/zone-time.js'
import type { Buyer } from '../model/buyer.js'
import type { Order } from '../model/order.js'
import type { Policy } from '../model/policy.js'
import type { Cap } from '../ports/store/exposure.js'

/**
 * The caps that an automatic payment on this order uses up at `now`, by day and hour of the policy's zone. Whose device or
 * payer is not known uses none of those; whose buyer is not known counts for `buyerId`, who claims.
 */
export function listCaps(order: Order, buyer: Buyer | null, buyerId: string, policy: Policy, now: string): readonly Cap[] {
  const { exposure } = policy
  const { day, hour } = periodsOf(now, policy.timeZone)
  const daily = [
    [`buyer:${buyer?.id ?? buyerId}`, exposure.perBuyerDayFen],
    ...(buyer?.deviceId ? [[`device:${buyer.deviceId}`, exposure.perDeviceDayFen] as const] : []),
    ...(order.payerId === undefined ? [] : [[`payer:${order.channel}:${order.payerId}`, exposure.perPaymentAccountDayFen] as const]),
    [`merchant:${order.merchantId}`, exposure.perMerchantDayFen],
    [`product:${order.product.id}`, exposure.perProductDayFen],
    [wholePlatform, exposure.perDayFen],
  ] as const
  return [
    ...daily.map(([scope, capFen]) => ({ scope, period: day, capFen })),
    { scope: wholePlatform, period: hour, capFen: exposure.perHourFen },
  ]
}

/** The scope of all automatic payments together. */
export const wholePlatform = 'platform'

/** The day (`2026-11-23`) and the hour (`2026-11-23T14+08:00`, so that the hour a clock shows twice is two) in that zone. */
export function periodsOf(now: string, timeZone: string): { readonly day: string; readonly hour: string } {
  const local = formatInstant(Date.parse(now), timeZone)
  return { day: local.slice(0, 'yyyy-mm-dd'.length), hour: local.replace(/:\d\d:\d\d/, '') }
}
