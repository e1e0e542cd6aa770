import { Fault } from '../errors.js'
import type { Sentence } from '../model/field.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { DecisionRow } from '../ports/store/decisions.js'
import type { PlatformRows } from '../ports/store.js'
import { maskKeys } from '../report/mask-keys.js'
import { isUnsigned } from './carry-decision.js'
import { laterBy, waitOrCarry } from './decide-at-desk.js'
import { announceDropped, auditDropped, changed, dropDecision, type Fall, unsigned } from './drop-decision.js'
import { checkHeld, checkUnchanged, isForAnother } from './hold-case.js'
import { policyForOrder } from './policy-for.js'
import { readKnownOrder } from './read-known-order.js'
import { layBack } from './sync-desk.js'

interface Signature {
  readonly agree: boolean
  readonly words: string
  readonly seenRevision?: number | undefined
}

/**
 * The second person's word on a payment: agreed in time, it is carried out like any decision; declined, the case goes back to
 * the queue with the words of both, and that is announced. Where the time to sign is over it falls instead. Throws `not-found`, `move-refused` where no signature is waited for, `another-person-needed`,
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
  if (row.revision !== decision.revision) return fall(rows, row, decision, changed)
  if (!agree && words.trim() === '') throw new Fault('request-invalid', 'words: a disagreement says why')
  const signed = { signer: personId, signerWords: words }
  const details = { decisionId: decision.id, agree }
  if (!agree) return disagree(rows, row, decision, { ...signed, details })
  if (isUnsigned(decision, now)) return fall(rows, row, decision, unsigned)
  const effectiveAt = laterBy(await policyForOrder(rows, row.orderNumber, now), now)
  await rows.decisions.change(decision.id, { ...signed, state: 'pending', effectiveAt })
  await rows.desk.change(caseId, { stage: 'deciding', signer: null, signUntil: null, lease: null })
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
  await layBack(rows, caseId, { lease: null })
  if (decision.decision.words !== '')
    await rows.notes.add({ caseId, author: decision.person, words: decision.decision.words, mentions: [] })
  const note = await rows.notes.add({ caseId, author: signer, words: signerWords, mentions: [decision.person] })
  const known = row.orderNumber === null ? null : await readKnownOrder(rows, row.orderNumber)
  const words = maskKeys(known?.order.deliveredKeys ?? [])(signerWords)
  await announceDropped(rows, row, decision, { why: 'declined', because: declined, declinedBy: signer, words })
  // Words can be deleted and the log never changes: it says where they stand.
  const told = { ...details, person: decision.person, noteId: note.id }
  await rows.audit.append({ actor: signer, action: 'decision.signed', subject: caseId, details: told })
  return { row, decision: null }
}

const declined: Sentence = {
  zh: '第二位审核员不同意这笔退款，未付款，案件回到队列。',
  en: 'The second person declined this payment: nothing was paid, and the case is back in the queue.',
}

/** Nobody signs for what it was not decided on, nor when the time is over. */
async function fall(rows: PlatformRows, row: CaseRow, decision: DecisionRow, why: Fall) {
  await dropDecision(rows, decision, why)
  await layBack(rows, row.id)
  await announceDropped(rows, row, decision, why)
  await auditDropped(rows, decision, why)
  return { row, decision: null }
}
