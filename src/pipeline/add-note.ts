import { Fault } from '../errors.js'
import type { Role } from '../model/person.js'
import type { NewNote, NoteRow } from '../ports/store/notes.js'
import type { PlatformRows } from '../ports/store.js'
import { checkDecides } from './assign-case.js'

/** Keeps a note on a case. Throws `not-found`, and `request-invalid` where it names somebody who may not decide cases. */
export async function addNote(rows: PlatformRows, note: NewNote, deciders: readonly Role[]): Promise<NoteRow> {
  const { caseId, author, mentions } = note
  if (!(await rows.cases.get(caseId))) throw new Fault('not-found', caseId)
  for (const personId of mentions) await checkDecides(rows, personId, deciders)
  const kept = await rows.notes.add(note)
  await rows.audit.append({
    actor: author,
    action: 'note.added',
    subject: caseId,
    details: { noteId: kept.id, mentions: kept.mentions.length },
  })
  return kept
}
