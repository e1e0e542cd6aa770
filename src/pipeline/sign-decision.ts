import { Fault } from '../errors.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { DecisionRow } from '../ports/store/decisions.js'
import type { PlatformRows } from '../ports/store.js'
import { laterBy, waitOrCarry } from './decide-at-desk.js'
import { announceDropped, auditDropped, changed, dropDecision } from './drop-decision.js'
import { checkHeld, checkUnchanged, isForAnother } from './hold-case.js'
import { policyForOrder } from './policy-for.js'

interface Signature {
  readonly agree: boolean
  readonly words: string
  readonly seenRevision?: number | undefined
}

/**
 * The second person's word on a payment: agreed, it is carried out like any decision; else the case goes back to the queue
 * with the words of both. Throws `not-found`, `move-refused` where no signature is waited for, `another-person-needed`,
 * `lease-needed`, `case-changed`, and `request-invalid` for a disagreement without a word.
 */
export async function signDecision(
  rows: PlatformRows,
  caseId: string,
  personId: string,
  { agree, words, seenRevision }: Signature,
  now: string,
): Promise<{ readonly row: CaseRow; readonly decision: DecisionRow | null }> {
  const row = await rows.cases.lock(caseId)
  if (!row) throw new Fault('not-found', caseId)
  const decision = await rows.decisions.openOf(caseId)
  if (decision?.state !== 'signing') throw new Fault('move-refused', `${caseId} waits for no second signature`)
  if (isForAnother(row, { signer: decision.person }, personId)) throw new Fault('another-person-needed', 'you decided it first')
  await checkHeld(rows, caseId, personId, now)
  checkUnchanged(row, seenRevision)
  if (row.revision !== decision.revision) return fall(rows, row, decision)
  if (!agree && words.trim() === '') throw new Fault('request-invalid', 'words: a disagreement says why')
  const signed = { signer: personId, signerWords: words }
  const details = { decisionId: decision.id, agree }
  if (!agree) return disagree(rows, row, decision, { ...signed, details })
  const effectiveAt = laterBy(await policyForOrder(rows, row.orderNumber, now), now)
  await rows.decisions.change(decision.id, { ...signed, state: 'pending', effectiveAt })
  await rows.desk.change(caseId, { stage: 'deciding', signer: null, lease: null })
  const kept = { ...decision, ...signed, state: 'pending' as const, effectiveAt }
  return waitOrCarry(rows, row, kept, now, { actor: personId, action: 'decision.signed', details })
}

async function disagree(
  rows: PlatformRows,
  row: CaseRow,
  decision: DecisionRow,
  { signer, signerWords, details }: { signer: string; signerWords: string; details: { decisionId: string; agree: boolean } },
) {
  const { id: caseId } = row
  await rows.decisions.change(decision.id, { state: 'disagreed', signer, signerWords })
  await rows.desk.change(caseId, { stage: 'waiting', signer: null, lease: null })
  if (decision.decision.words !== '')
    await rows.notes.add({ caseId, author: decision.person, words: decision.decision.words, mentions: [] })
  await rows.notes.add({ caseId, author: signer, words: signerWords, mentions: [decision.person] })
  await rows.audit.append({ actor: signer, action: 'decision.signed', subject: caseId, details })
  return { row, decision: null }
}

/** Nobody signs for what it was not decided on. */
async function fall(rows: PlatformRows, row: CaseRow, decision: DecisionRow) {
  await dropDecision(rows, decision, changed)
  await rows.desk.change(row.id, { stage: 'waiting', signer: null })
  await announceDropped(rows, row, decision, changed)
  await auditDropped(rows, decision)
  return { row, decision: null }
}
