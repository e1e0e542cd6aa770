import { Fault } from '../errors.js'
import type { JobPayloads } from '../jobs.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { DecisionRow } from '../ports/store/decisions.js'
import type { PlatformRows, Store } from '../ports/store.js'
import { decideStoredCase } from './decide-stored-case.js'
import { announceDropped, auditDropped, changed, dropDecision, type Fall, unsigned } from './drop-decision.js'
import { platformPolicy } from './policy-for.js'
import { remindSigners } from './remind-signers.js'
import { isReviewed, layBack } from './sync-desk.js'

interface CarryParts {
  readonly store: Store
  readonly now: () => Date
}

/** Carries out what a person decided, once, when its time has come; what was taken back, or is early, stays as it is. Unsigned when its time has come, it falls; before that those who may sign are told. */
export async function carryDecision({ store, now }: CarryParts, { platformId, decisionId }: JobPayloads['carry-decision']): Promise<void> {
  await store.inPlatform(platformId, (rows) => carryOut(rows, decisionId, now().toISOString()))
}

/** As `carryDecision`, in the caller's transaction. Where the case changed meanwhile the decision falls instead. */
export async function carryOut(rows: PlatformRows, decisionId: string, now: string): Promise<void> {
  const asked = await rows.decisions.get(decisionId)
  const row = asked && (await rows.cases.lock(asked.caseId))
  if (!row) return
  // Asked again under the lock of its case: whoever takes it back holds that too.
  const decision = await rows.decisions.get(decisionId)
  if (decision && isUnsigned(decision, now)) return fall(rows, row, decision, unsigned)
  if (decision && isNearEnd(decision, now)) return remindSigners(rows, row, decision, now)
  if (decision?.state !== 'pending' || decision.effectiveAt === null) return
  if (Date.parse(decision.effectiveAt) > Date.parse(now)) return
  if (row.revision !== decision.revision || !isReviewed(row.state)) return fall(rows, row, decision, changed)
  if (!(await areActive(rows, decision))) return fall(rows, row, decision, disabled)
  try {
    await decide(rows, row, decision, now)
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== 'move-refused') throw thrown
    await fall(rows, row, decision, refused(thrown.detail))
  }
}

/** Whether this payment waits for a second signature, and the time for it is over. */
export function isUnsigned({ state, signUntil }: DecisionRow, now: string): boolean {
  return state === 'signing' && signUntil !== null && Date.parse(signUntil) <= Date.parse(now)
}

function isNearEnd({ state, remindAt }: DecisionRow, now: string): boolean {
  return state === 'signing' && remindAt !== null && Date.parse(remindAt) <= Date.parse(now)
}

async function decide(rows: PlatformRows, { id: caseId, moves }: CaseRow, decision: DecisionRow, now: string): Promise<void> {
  const { person, signer } = decision
  const by = { actor: person, now, carries: decision.id }
  const { row } = await decideStoredCase(rows, caseId, { person, decision: decision.decision }, by)
  await rows.decisions.change(decision.id, { state: 'done' })
  if (isReviewed(row.state) || decision.decision.is === 'ask') return
  const { review } = await platformPolicy(rows, now)
  if (rows.secondLooks.draw(caseId) >= review.secondLookShare) return
  const { is } = decision.decision
  const reasonCode = decision.decision.is === 'refuse' ? decision.decision.reasonCode : null
  const amountFen = decision.decision.is === 'pay' ? decision.decision.amountFen : null
  await rows.secondLooks.add({ caseId, decider: person, signer, decision: is, reasonCode, amountFen, movesBefore: moves })
}

/** Whose sign-in was taken away meanwhile decides nothing: it may have been another who used it. */
async function areActive({ people }: PlatformRows, { person, signer }: DecisionRow): Promise<boolean> {
  const those = await Promise.all([person, signer].flatMap((id) => (id === null ? [] : [people.get(id)])))
  return those.every((one) => one?.state === 'active')
}

async function fall(rows: PlatformRows, row: CaseRow, decision: DecisionRow, why: Fall): Promise<void> {
  await dropDecision(rows, decision, why)
  if (isReviewed(row.state)) await layBack(rows, row.id, { lease: null })
  else await rows.desk.putAway(row.id)
  await announceDropped(rows, row, decision, why)
  await auditDropped(rows, decision, why)
}

const disabled: Fall = {
  why: 'disabled',
  because: {
    zh: '作出决定的人已被停用，该决定未执行。',
    en: 'Whoever decided was disabled before the decision was carried out: it was not carried out.',
  },
}

function refused(detail: string): Fall {
  return { why: 'refused', because: { zh: `决定未能执行：${detail}`, en: `The decision could not be carried out: ${detail}` } }
}
