import type { EvidenceKind } from '../model/evidence.js'
import type { Examined } from '../model/examined.js'

/** The kind to go by: the inferred one where the inference is decent, else what the buyer called it. */
export function usedKind({ kind, kindConfidence, as }: Examined): EvidenceKind {
  return kind !== 'other' && kindConfidence >= 0.5 ? kind : (as ?? kind)
}
