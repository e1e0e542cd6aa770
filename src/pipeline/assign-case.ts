import { Fault } from '../errors.js'
import type { Role } from '../model/person.js'
import type { PlatformRows } from '../ports/store.js'

/** Who asks: a role where it is a person; null for the platform's own system, which assigns whom it likes. */
interface Assigner {
  readonly id: string
  readonly role: Role | null
}

/**
 * Assigns a case to somebody who may decide it, or to nobody. A reviewer takes it or gives up its own; leads and admins
 * assign anyone. Throws `not-found`, `move-refused` for a case that no person ever waited for, `scope-missing`, and
 * `request-invalid` for somebody who may not decide.
 */
export async function assignCase(
  rows: PlatformRows,
  caseId: string,
  personId: string | null,
  { assigner, deciders }: { readonly assigner: Assigner; readonly deciders: readonly Role[] },
): Promise<void> {
  const desk = await rows.desk.lock(caseId)
  const row = await rows.cases.get(caseId)
  if (!row) throw new Fault('not-found', caseId)
  if (!desk) throw new Fault('move-refused', `${caseId} is ${row.state} and waits for no person`)
  const isOwn = [personId, desk.assignee].every((id) => id === null || id === assigner.id)
  if (assigner.role === 'reviewer' && !isOwn) throw new Fault('scope-missing', 'a lead assigns others')
  if (personId !== null) await checkDecides(rows, personId, deciders)
  await rows.desk.change(caseId, { assignee: personId })
  await rows.audit.append({ actor: assigner.id, action: 'case.assigned', subject: caseId, details: { from: desk.assignee, to: personId } })
}

/** Throws `request-invalid` for who is no active person of one of these roles. */
export async function checkDecides(rows: PlatformRows, personId: string, deciders: readonly Role[]): Promise<void> {
  const person = await rows.people.get(personId)
  if (person?.state !== 'active' || !deciders.includes(person.role)) {
    throw new Fault('request-invalid', `${personId} is nobody who may decide cases`)
  }
}
