import { Fault } from '../errors.js'
import { evidenceKindForm } from '../intake/case-form.js'
import type { CaseSide } from '../model/case-life.js'
import type { EvidenceKind } from '../model/evidence.js'

/** What the buyer says a file is, by the name of its part; null for `file`. Throws `request-invalid` for any other name. */
export function kindOfPart(field: string): EvidenceKind | null {
  if (field === 'file') return null
  const kind = evidenceKindForm.safeParse(field)
  if (kind.success) return kind.data
  throw new Fault('request-invalid', `a part is named by its kind or "file", not ${JSON.stringify(field.slice(0, 50))}`)
}

/** Whose evidence it is, by the field `by`: the buyer's unless it says otherwise. Throws `request-invalid` for another word. */
export function sideOf(word = 'buyer'): CaseSide {
  if (word === 'buyer' || word === 'merchant') return word
  throw new Fault('request-invalid', `by: expected buyer or merchant, not ${JSON.stringify(word.slice(0, 50))}`)
}
