import { examineEvidence } from '../judge/examine-evidence.js'
import type { Examined } from '../model/examined.js'
import type { Reading } from '../model/reading.js'
import type { EvidenceRow } from '../ports/store/evidence.js'

/** A stored reading with what it contains and shows: readings are kept as facts, and examined when they are looked at. */
export function examineStored(row: EvidenceRow, reading: Reading): Examined {
  return examineEvidence({ ...reading, file: row.fileName }, row.as, row.createdAt)
}
