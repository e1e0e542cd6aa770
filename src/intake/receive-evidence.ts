import { Fault } from '../errors.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { EvidenceRow, NewEvidence } from '../ports/store/evidence.js'
import type { PlatformRows } from '../ports/store.js'
import { addJobs } from './add-jobs.js'
import { priorityOf } from './plan-priority.js'

/** Evidence whose content is in the blob store already. */
export type ReceivedPiece = Omit<NewEvidence, 'caseId'>

/**
 * Adds evidence to a case and has it read; the case is judged anew when all of it is. The same bytes again add nothing.
 * Throws `not-found` for a case that is not there, `case-closed` for one that is being paid or over.
 */
export async function receiveEvidence(
  rows: PlatformRows,
  caseId: string,
  pieces: readonly ReceivedPiece[],
  actor: string,
): Promise<readonly EvidenceRow[]> {
  await lockOpenCase(rows, caseId)
  const added: EvidenceRow[] = []
  const fresh: EvidenceRow[] = []
  for (const piece of pieces) {
    const result = await rows.evidence.add({ ...piece, caseId })
    if (!result) throw new Fault('not-found', caseId)
    added.push(result.row)
    if (!result.again) fresh.push(result.row)
  }
  if (fresh.length === 0) return added
  const touched = await rows.cases.touch(caseId)
  if (!touched) throw new Fault('not-found', caseId)
  const { platformId } = rows
  await addJobs(
    rows,
    fresh.map(({ id }) => ({ name: 'read-evidence', payload: { platformId, evidenceId: id } })),
    { priority: await priorityOf(rows, touched) },
  )
  for (const { id, sha256 } of fresh) {
    await rows.audit.append({ actor, action: 'evidence.received', subject: id, details: { caseId, sha256 } })
  }
  return added
}

/** The case, locked until the transaction ends, if it takes evidence. Throws `not-found` or `case-closed`. */
async function lockOpenCase(rows: PlatformRows, caseId: string): Promise<CaseRow> {
  const row = await rows.cases.lock(caseId)
  if (!row) throw new Fault('not-found', caseId)
  checkTakesEvidence(row)
  return row
}

/** Throws `case-closed` for a case that is being paid or over. */
export function checkTakesEvidence({ id, state }: CaseRow): void {
  if (state === 'paying' || state === 'closed') throw new Fault('case-closed', `${id} is ${state}`)
}
