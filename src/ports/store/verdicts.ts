import type { CaseFile, EvidencePiece } from '../../model/case.js'
import type { Verdict } from '../../model/verdict.js'

/** All that a verdict was made of, with the evidence by id: readings never change, so they are not kept twice. */
export interface JudgedBy extends Omit<CaseFile, 'evidence'> {
  readonly evidence: readonly (Omit<EvidencePiece, 'reading'> & { readonly evidenceId: string })[]
}

export interface VerdictRow {
  /** `ver_…` */
  readonly id: string
  readonly caseId: string
  readonly revision: number
  readonly verdict: Verdict
  readonly judgedBy: JudgedBy
  readonly createdAt: string
}

export interface NewVerdict {
  readonly caseId: string
  readonly revision: number
  readonly verdict: Verdict
  readonly judgedBy: JudgedBy
}

export interface VerdictRows {
  /**
   * Whoever else takes this platform's turn to judge waits until this transaction ends: of two cases that bring the same
   * shot, the later one sees the earlier. Taken before anything is locked.
   */
  takeTurn(): Promise<void>
  /**
   * One verdict for a revision, also when two are made at the same moment: `first` is false when there was one already,
   * and `row` is that one. Null when there is no such case, or its revision is another by now: nothing is kept then.
   * Sets the case's `outcome` and `judgedRevision`. Locks the case.
   */
  insert(verdict: NewVerdict): Promise<{ readonly row: VerdictRow; readonly first: boolean } | null>
  /** Of the highest revision. */
  latest(caseId: string): Promise<VerdictRow | null>
  /** Latest first. */
  list(caseId: string): Promise<readonly VerdictRow[]>
}
