import { moveCase } from '../act/move-case.js'
import { planDeadline } from '../act/plan-deadline.js'
import { Fault } from '../errors.js'
import { addJobs } from '../intake/add-jobs.js'
import { addWorkingTime } from '../judge/add-working-time.js'
import type { Policy } from '../model/policy.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { DecisionRow } from '../ports/store/decisions.js'
import type { PlatformRows } from '../ports/store.js'
import { carryOut } from './carry-decision.js'
import { type AskedDecision, priceDecision } from './decide-stored-case.js'
import { checkHeld, checkUnchanged } from './hold-case.js'
import { lifeOf, turnOf } from './move-stored-case.js'
import { policyForOrder } from './policy-for.js'
import { layToSign } from './sync-desk.js'

interface Asked {
  /** Of the person who is signed in. */
  readonly person: string
  readonly decision: AskedDecision
  readonly seenRevision?: number | undefined
}

/**
 * Keeps what a person decided, to be carried out when it can no longer be taken back, or when another person has signed
 * in time where it pays more than one may alone. Nothing leaves before. Throws `not-found`, `lease-needed`, `case-changed`,
 * `decision-pending`, and `move-refused` for what could not be carried out as the case stands.
 */
export async function decideAtDesk(
  rows: PlatformRows,
  caseId: string,
  { person, decision: asked, seenRevision }: Asked,
  now: string,
): Promise<{ readonly row: CaseRow; readonly decision: DecisionRow | null }> {
  const row = await rows.cases.lock(caseId)
  if (!row) throw new Fault('not-found', caseId)
  if (await rows.decisions.openOf(caseId)) throw new Fault('decision-pending', caseId)
  const desk = await checkHeld(rows, caseId, person, now)
  checkUnchanged(row, seenRevision)
  const policy = await policyForOrder(rows, row.orderNumber, now)
  const { decision, remainderFen } = await priceDecision(rows, row, asked)
  moveCase(lifeOf(row), { is: 'decided', person, decision, remainderFen }, now, policy)
  const signs = decision.is === 'pay' && decision.amountFen > policy.review.fourEyesFen
  const signing = signs ? { signer: person, ...signedBy(policy, now) } : null
  const kept = await rows.decisions.add({
    caseId,
    state: signs ? 'signing' : 'pending',
    person,
    decision,
    revision: row.revision,
    effectiveAt: signing ? null : laterBy(policy, now),
    signUntil: signing?.signUntil ?? null,
    remindAt: signing?.remindAt ?? null,
  })
  if (!kept) throw new Fault('decision-pending', caseId)
  if (signing) await layToSign(rows, desk, signing, policy)
  else await rows.desk.change(caseId, { stage: 'deciding', lease: null })
  const details = {
    decisionId: kept.id,
    decision: decision.is,
    amountFen: decision.is === 'pay' ? decision.amountFen : null,
    needsSecond: signs,
  }
  return waitOrCarry(rows, row, kept, now, { actor: person, action: 'case.decided', details })
}

/** When a decision of now is carried out. */
export function laterBy({ review }: Policy, now: string): string {
  return new Date(Date.parse(now) + review.undoSeconds * 1000).toISOString()
}

/**
 * Until when a second person may sign a payment that is decided now, in working time where the policy counts reviewers' so,
 * and when that is announced: as of every deadline.
 */
export function signedBy(policy: Policy, now: string): { readonly signUntil: string; readonly remindAt: string | null } {
  const nowMs = Date.parse(now)
  const signUntilMs = addWorkingTime(nowMs, policy.review.signatureHours * 3_600_000, 'review', policy)
  const { remindAt } = planDeadline('in-review', now, policy, signUntilMs - nowMs)
  return { signUntil: new Date(signUntilMs).toISOString(), remindAt }
}

/**
 * Has a kept decision carried out, or announced and fall unsigned, at its time, at once where that is now, and writes into the audit log who made it so.
 * Gives the case and the decision as long as it waits.
 */
export async function waitOrCarry(
  rows: PlatformRows,
  row: CaseRow,
  decision: DecisionRow,
  now: string,
  { actor, action, details }: Pick<Parameters<PlatformRows['audit']['append']>[0], 'actor' | 'action' | 'details'>,
): Promise<{ readonly row: CaseRow; readonly decision: DecisionRow | null }> {
  const { id: decisionId, caseId, effectiveAt, remindAt, signUntil } = decision
  const isDue = effectiveAt !== null && Date.parse(effectiveAt) <= Date.parse(now)
  const runAt = effectiveAt ?? remindAt ?? signUntil
  if (runAt !== null && !isDue) {
    const job = { name: 'carry-decision' as const, payload: { platformId: rows.platformId, decisionId } }
    await addJobs(rows, [job], { runAt, turn: turnOf(runAt) })
  }
  if (isDue) await carryOut(rows, decisionId, now)
  await rows.audit.append({ actor, action, subject: caseId, details })
  return isDue ? { row: (await rows.cases.get(caseId)) ?? row, decision: null } : { row, decision }
}
