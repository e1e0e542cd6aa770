import { judgeCase } from '../judge/judge-case.js'
import type { Claim } from '../model/claim.js'
import type { Policy } from '../model/policy.js'
import type { Verdict } from '../model/verdict.js'
import type { OrderRow } from '../ports/store/orders.js'

/** What would become of a claim as it stands, without evidence: which road it takes, what is missing, or why it is not eligible. */
export function checkEligibility(platformId: string, claim: Claim, known: OrderRow | null, policy: Policy, now: string): Verdict {
  return judgeCase(
    {
      id: 'not-filed',
      platform: platformId,
      claim,
      order: known?.order ?? null,
      buyer: known?.buyer ?? null,
      keyStatus: known?.keyStatus ?? { state: 'unknown', usedAt: null, usedBy: null, askedAt: null },
      policy,
      now,
      evidence: [],
      seenBefore: [],
    },
    [],
  )
}
