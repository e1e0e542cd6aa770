import type { PolicyPart } from '../model/policy.js'
import type { PolicyDifference } from '../model/replay.js'
import type { PolicyActor } from '../ports/store/policies.js'
import type { ShadowRow } from '../ports/store/replays.js'
import type { PlatformRows } from '../ports/store.js'
import { type Candidate, candidatePolicies, reviewMinutesOf } from './candidate-policies.js'
import { describeTally, emptyTally, tallyCases } from './tally-cases.js'

/** A shadow, and what it would change so far. */
export interface ComparedShadow {
  readonly shadow: ShadowRow
  readonly difference: PolicyDifference
}

/** From now on this policy is judged beside the live one on every new verdict, instead of the one before. Throws `policy-invalid`. */
export async function startShadow(
  rows: PlatformRows,
  { part, merchantId }: Candidate,
  by: PolicyActor,
  now: string,
): Promise<ComparedShadow> {
  await candidatePolicies(rows, { part, merchantId }, now)
  const shadow = await rows.shadows.start({ merchantId, part: part as PolicyPart, startedBy: by.actor })
  await rows.audit.append({
    actor: by.actor,
    action: 'policy.shadow-started',
    subject: shadow.id,
    details: { merchantId, person: by.person },
  })
  return { shadow, difference: describeTally(emptyTally, 0) }
}

/** The shadow that runs with its difference to the live verdicts, of each case the latest; null when none runs. */
export async function compareShadow(rows: PlatformRows, now: string): Promise<ComparedShadow | null> {
  const shadow = await rows.shadows.running()
  if (!shadow) return null
  const groups = await rows.shadows.compared(shadow.id)
  const tally = groups.reduce((sum, { cases, ...one }) => tallyCases(sum, [{ caseId: '', ...one }], cases), emptyTally)
  const minutes = reviewMinutesOf(await candidatePolicies(rows, shadow, now))
  return { shadow, difference: describeTally(tally, minutes) }
}

/** Ends the shadow that runs; false when none does. */
export async function endShadow(rows: PlatformRows, { actor, person }: PolicyActor): Promise<boolean> {
  const shadow = await rows.shadows.running()
  if (!shadow) return false
  await rows.shadows.end()
  await rows.audit.append({ actor, action: 'policy.shadow-ended', subject: shadow.id, details: { person } })
  return true
}
