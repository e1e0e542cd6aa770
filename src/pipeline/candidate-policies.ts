import type { Policy, PolicyPart } from '../model/policy.js'
import type { CandidatePolicies } from '../model/replay.js'
import type { PlatformRows } from '../ports/store.js'
import { choosePolicy } from './choose-policy.js'
import { layMerchantOver, platformPolicy } from './policy-for.js'

/** A policy that is not published: any part of one, and whose it is to be (null: the platform's). */
export interface Candidate {
  readonly part: unknown
  readonly merchantId: string | null
}

/**
 * What every case would be judged by if this were published: laid over the platform's policy, and merchants' own over that.
 * A merchant's concerns that merchant's cases only. Throws `policy-invalid`.
 */
export async function candidatePolicies(rows: PlatformRows, { part, merchantId }: Candidate, at: string): Promise<CandidatePolicies> {
  const base = await platformPolicy(rows, at)
  const whole = choosePolicy(part, base, 'policy')
  // It lies over a whole policy without a problem: it is a part of one.
  if (merchantId !== null)
    return { platform: null, merchants: { [merchantId]: layMerchantOver(base, part as PolicyPart, nameOf(whole, base)) } }
  const merchants = await rows.policies.ofMerchants(at)
  const laid = merchants.flatMap(({ merchantId: id, part: own, policy }): [string, Policy][] =>
    id === null || own === null ? [] : [[id, layMerchantOver(whole, own, policy.version)]],
  )
  return { platform: whole, merchants: Object.fromEntries(laid) }
}

/** The minutes of a review, by which both sides are valued. */
export function reviewMinutesOf({ platform, merchants }: CandidatePolicies): number {
  return (platform ?? Object.values(merchants)[0])?.money.reviewMinutes ?? 0
}

function nameOf(whole: Policy, base: Policy): string {
  return whole.version === base.version ? 'merchant@0' : whole.version
}
