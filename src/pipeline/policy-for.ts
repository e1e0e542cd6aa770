import { defaultPolicy } from '../judge/default-policy.js'
import type { Policy, PolicyPart } from '../model/policy.js'
import type { PlatformRows } from '../ports/store.js'
import { choosePolicy } from './choose-policy.js'

/** Whose policy, and when. */
export interface PolicyAsk {
  /** Null where no merchant is known. */
  readonly merchantId: string | null
  /** ISO 8601 with offset. */
  readonly at: string
}

/**
 * The policy that a case is judged by: the merchant's laid over the platform's, laid over the default. Numbers that an
 * older version did not know yet are the default's.
 */
export async function policyFor(rows: Pick<PlatformRows, 'policies'>, { merchantId, at }: PolicyAsk): Promise<Policy> {
  const [platform, own] = await Promise.all([platformPolicy(rows, at), merchantId === null ? null : rows.policies.inForce(at, merchantId)])
  return own?.part && !own.retires ? layMerchantOver(platform, own.part, own.policy.version) : platform
}

/** As `policyFor`, for the order's merchant; the platform's own where no order is known. */
export async function policyForOrder(rows: PlatformRows, orderNumber: string | null, at: string): Promise<Policy> {
  const known = orderNumber === null ? null : await rows.orders.get(orderNumber)
  return policyFor(rows, { merchantId: known?.order.merchantId ?? null, at })
}

/** The platform's own policy at that time, complete. */
export async function platformPolicy({ policies }: Pick<PlatformRows, 'policies'>, at: string): Promise<Policy> {
  const row = await policies.inForce(at, null)
  return row ? layOver(defaultPolicy, row.policy, row.policy.version) : defaultPolicy
}

/** A merchant's part laid over the platform's policy; both versions are told. */
export function layMerchantOver(platform: Policy, part: PolicyPart, version: string): Policy {
  return layOver(platform, part, `${platform.version}+${version}`)
}

/** It was checked when it was published. Where it no longer fits its form nothing is judged: the numbers under it may pay more. */
function layOver(base: Policy, part: PolicyPart, version: string): Policy {
  return { ...choosePolicy({ ...part, version: base.version }, base, version), version }
}
