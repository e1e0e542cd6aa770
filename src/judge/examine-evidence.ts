import type { EvidenceKind } from '../model/evidence.js'
import type { Examined } from '../model/examined.js'
import type { Reading } from '../model/reading.js'
import { classifyEvidence } from './classify-evidence.js'
import { extractFields } from './extract-fields.js'
import { findPhrases } from './find-phrases.js'

/** What a reading contains and what the piece is and shows, from the reading alone: no order is known here. */
export function examineEvidence(reading: Reading, as: EvidenceKind | null = null, uploadedAt: string | null = null): Examined {
  const fields = extractFields(reading)
  const phrases = findPhrases(reading)
  const classified = classifyEvidence(reading, fields, phrases)
  return { file: reading.file, as, uploadedAt, reading, fields, phrases, ...classified, facts: [], story: [], challengeCode: null }
}
