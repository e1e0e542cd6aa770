import { Fault } from '../errors.js'
import { checkTakesEvidence, type ReceivedPiece, receiveEvidence } from '../intake/receive-evidence.js'
import type { CaseSide } from '../model/case-life.js'
import type { EvidenceRow } from '../ports/store/evidence.js'
import type { PlatformRows } from '../ports/store.js'
import { type MovedBy, moveStoredCase } from './move-stored-case.js'

/**
 * Adds evidence of one side to a case, has it read, and moves the case when any of it is new to it.
 * Throws `not-found`, and `case-closed` for a case that is being paid or over.
 */
export async function takeEvidence(
  rows: PlatformRows,
  caseId: string,
  pieces: readonly ReceivedPiece[],
  { side, ...by }: MovedBy & { readonly side: CaseSide },
): Promise<readonly EvidenceRow[]> {
  const row = await rows.cases.lock(caseId)
  if (!row) throw new Fault('not-found', caseId)
  checkTakesEvidence(row)
  const known = new Set((await rows.evidence.list(caseId)).map(({ sha256 }) => sha256))
  const fresh = new Set(pieces.map(({ sha256 }) => sha256).filter((sha256) => !known.has(sha256)))
  if (fresh.size > 0) {
    await moveStoredCase(rows, caseId, { is: 'evidence-added', side, pieces: fresh.size }, by).catch(sayClosed)
  }
  return receiveEvidence(
    rows,
    caseId,
    pieces.map((piece) => ({ ...piece, side })),
    by.actor,
  )
}

function sayClosed(thrown: unknown): never {
  if (thrown instanceof Fault && thrown.code === 'move-refused') throw new Fault('case-closed', thrown.detail)
  throw thrown
}
