import { Fault } from '../errors.js'
import type { JobPayloads } from '../jobs.js'
import type { Sentence } from '../model/field.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { DecisionRow } from '../ports/store/decisions.js'
import type { PlatformRows, Store } from '../ports/store.js'
import { decideStoredCase } from './decide-stored-case.js'
import { announceDropped, auditDropped, changed, dropDecision } from './drop-decision.js'
import { platformPolicy } from './policy-for.js'
import { isReviewed } from './sync-desk.js'

interface CarryParts {
  readonly store: Store
  readonly now: () => Date
}

/** Carries out what a person decided, once, when its time has come; what was taken back, or is early, stays as it is. */
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
  if (decision?.state !== 'pending' || decision.effectiveAt === null) return
  if (Date.parse(decision.effectiveAt) > Date.parse(now)) return
  if (row.revision !== decision.revision || !isReviewed(row.state)) return fall(rows, row, decision, changed)
  try {
    await decide(rows, row, decision, now)
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== 'move-refused') throw thrown
    await fall(rows, row, decision, refused(thrown.detail))
  }
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

async function fall(rows: PlatformRows, row: CaseRow, decision: DecisionRow, because: Sentence): Promise<void> {
  await dropDecision(rows, decision, because)
  await rows.desk.change(row.id, { stage: isReviewed(row.state) ? 'waiting' : 'away', signer: null, lease: null })
  await announceDropped(rows, row, decision, because)
  await auditDropped(rows, decision)
}

function refused(detail: string): Sentence {
  return { zh: `决定未能执行：${detail}`, en: `The decision could not be carried out: ${detail}` }
}
