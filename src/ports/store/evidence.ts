import type { CaseSide } from '../../model/case-life.js'
import type { EvidenceKind } from '../../model/evidence.js'
import type { Reading } from '../../model/reading.js'

/** A piece of evidence: its bytes lie in the blob store under `blobKey`. */
export interface EvidenceRow extends NewEvidence {
  /** `ev_…` */
  readonly id: string
  readonly side: CaseSide
  /** `faulty`: it cannot be read, and `fault` says why. `deleted`: its file is gone after its time; that it was there stays known. */
  readonly state: 'waiting' | 'read' | 'faulty' | 'deleted'
  readonly fault: { readonly code: string; readonly title: string } | null
  readonly createdAt: string
}

export interface NewEvidence {
  readonly caseId: string
  /** As the buyer named it; only repeated, never trusted. */
  readonly fileName: string
  readonly as: EvidenceKind | null
  readonly blobKey: string
  readonly sha256: string
  readonly bytes: number
  /** Whose it is; left out: the buyer's. */
  readonly side?: CaseSide
}

export interface EvidenceRows {
  /** Null when there is no such case. The same bytes twice in one case are one piece: `again` is then true. */
  add(piece: NewEvidence): Promise<{ readonly row: EvidenceRow; readonly again: boolean } | null>
  get(evidenceId: string): Promise<EvidenceRow | null>
  /** Of a case, oldest first. */
  list(caseId: string): Promise<readonly EvidenceRow[]>
  /** Waiting becomes faulty. False when it waits no more, or never did: nothing is changed then. */
  markFaulty(evidenceId: string, fault: { readonly code: string; readonly title: string }): Promise<boolean>
}

export interface ReadingRows {
  /** Keeps the reading, sealed, and the evidence waits no more. False when it was read before, is faulty, or is not there: nothing is changed then. */
  put(evidenceId: string, reading: Reading): Promise<boolean>
  get(evidenceId: string): Promise<Reading | null>
  /** Of all evidence of a case that was read, by evidence id. */
  ofCase(caseId: string): Promise<ReadonlyMap<string, Reading>>
}
