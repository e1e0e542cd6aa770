import { Fault } from '../errors.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { PlatformRows } from '../ports/store.js'
import { holdCase } from './hold-case.js'
import { layBack } from './sync-desk.js'

/**
 * Takes back a decision that was not carried out; its case is held by this person again. Who signed second may take it
 * back too. Throws `not-found`, and `undo-too-late` when its time is over, it was carried out, or there is none of this person.
 */
export async function undoDecision(rows: PlatformRows, caseId: string, personId: string, now: string): Promise<CaseRow> {
  const row = await rows.cases.lock(caseId)
  if (!row) throw new Fault('not-found', caseId)
  const decision = await rows.decisions.openOf(caseId)
  const isIts = decision !== null && (decision.person === personId || decision.signer === personId)
  const isInTime = decision?.effectiveAt ? Date.parse(decision.effectiveAt) > Date.parse(now) : true
  if (!decision || !isIts || !isInTime) throw new Fault('undo-too-late', caseId)
  await rows.decisions.change(decision.id, { state: 'undone' })
  await layBack(rows, caseId, { lease: null })
  // Who signed against an appeal's first decider may still look again.
  await holdCase(rows, caseId, personId, now)
  await rows.audit.append({ actor: personId, action: 'decision.undone', subject: caseId, details: { decisionId: decision.id } })
  return row
}
