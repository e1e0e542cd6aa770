import type { Sentence } from '../../model/field.js'
import type { Page, PageAsk } from './page.js'

/** What one of us wrote on a case for the others: no buyer and no merchant sees it. */
export interface NoteRow {
  /** `note_…` */
  readonly id: string
  readonly caseId: string
  /** A person's id, `key_…` or `system`. */
  readonly author: string
  /** A sentence where the service says it. */
  readonly words: string | Sentence
  /** Ids of people. */
  readonly mentions: readonly string[]
  readonly createdAt: string
}

export type NewNote = Pick<NoteRow, 'caseId' | 'author' | 'words' | 'mentions'>

/** A note that names a person. */
interface MentionRow extends Omit<NoteRow, 'mentions'> {
  readonly readAt: string | null
}

export interface NoteRows {
  add(note: NewNote): Promise<NoteRow>
  /** Oldest first. */
  list(caseId: string): Promise<readonly NoteRow[]>
  /** The notes that name this person, newest first. */
  mentions(personId: string, ask: PageAsk & { readonly unread: boolean }): Promise<Page<MentionRow>>
  countUnread(personId: string): Promise<number>
  /** False when the note does not name this person. The first time stays. */
  markRead(noteId: string, personId: string, at: string): Promise<boolean>
}
