import type { Buyer, TrustTier } from '../model/buyer.js'
import type { Policy } from '../model/policy.js'

/** The buyer's tier by rules.md section 6; low outranks high, and an unknown buyer is of low trust. */
export function rateTrust(buyer: Buyer | null, policy: Policy): TrustTier {
  if (!buyer) return 'low'
  const { high, low } = policy.trust
  const isLow =
    buyer.creditScore < low.belowCreditScore ||
    buyer.accountAgeDays < low.belowAccountAgeDays ||
    buyer.refunds90d >= low.fromRefunds90d ||
    buyer.upheldAgainst365d >= low.fromUpheldAgainst365d
  if (isLow) return 'low'
  const isHigh =
    buyer.creditScore >= high.minCreditScore &&
    buyer.accountAgeDays >= high.minAccountAgeDays &&
    buyer.completedOrders >= high.minCompletedOrders &&
    buyer.refunds90d <= high.maxRefunds90d &&
    buyer.upheldAgainst365d <= high.maxUpheldAgainst365d
  return isHigh ? 'high' : 'ordinary'
}
