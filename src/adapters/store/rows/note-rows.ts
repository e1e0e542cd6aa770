import { and, asc, count, desc, eq, inArray, isNull, lt } from 'drizzle-orm'
import type { NoteRow, NoteRows } from '../../../ports/store/notes.js'
import { caseNotes, noteMentions } from '../desk-tables.js'
import { newId } from '../new-id.js'
import { only, type PlatformContext, pageOf } from '../rows-context.js'

/** What was written on a platform's cases for those who decide them. */
export function noteRows(context: PlatformContext): NoteRows {
  const { db, platformId, vault, now } = context
  const names = (personId: string) => and(eq(noteMentions.platformId, platformId), eq(noteMentions.personId, personId))
  const open = ({ platformId: _, words, ...row }: typeof caseNotes.$inferSelect) => ({
    ...row,
    words: vault.unseal<NoteRow['words']>(`note ${row.id}`, words),
  })
  return {
    add: async ({ mentions, words, ...plain }) => {
      const id = newId('note')
      const sealed = vault.seal(`note ${id}`, words)
      const [row] = await db
        .insert(caseNotes)
        .values({ id, platformId, ...plain, words: sealed, createdAt: now() })
        .returning()
      const named = [...new Set(mentions)]
      if (named.length > 0) await db.insert(noteMentions).values(named.map((personId) => ({ platformId, noteId: id, personId })))
      return { ...open(only(row)), mentions: named }
    },
    list: async (caseId) => {
      const rows = await db
        .select()
        .from(caseNotes)
        .where(and(eq(caseNotes.platformId, platformId), eq(caseNotes.caseId, caseId)))
        .orderBy(asc(caseNotes.id))
      const ids = rows.map(({ id }) => id)
      const ofThem = and(eq(noteMentions.platformId, platformId), inArray(noteMentions.noteId, ids))
      const named = ids.length === 0 ? [] : await db.select().from(noteMentions).where(ofThem)
      return rows.map((row) => ({
        ...open(row),
        mentions: named.filter(({ noteId }) => noteId === row.id).map(({ personId }) => personId),
      }))
    },
    mentions: async (personId, { limit, after, unread }) => {
      const rows = await db
        .select({ note: caseNotes, readAt: noteMentions.readAt })
        .from(noteMentions)
        .innerJoin(caseNotes, and(eq(caseNotes.platformId, noteMentions.platformId), eq(caseNotes.id, noteMentions.noteId)))
        .where(
          and(
            names(personId),
            after === null ? undefined : lt(noteMentions.noteId, after),
            unread ? isNull(noteMentions.readAt) : undefined,
          ),
        )
        .orderBy(desc(noteMentions.noteId))
        .limit(limit + 1)
      return pageOf(
        rows.map(({ note, readAt }) => ({ ...open(note), readAt })),
        limit,
      )
    },
    countUnread: async (personId) => {
      const [row] = await db
        .select({ count: count() })
        .from(noteMentions)
        .where(and(names(personId), isNull(noteMentions.readAt)))
      return row?.count ?? 0
    },
    markRead: async (noteId, personId, at) => {
      const mention = and(names(personId), eq(noteMentions.noteId, noteId))
      const [known] = await db.select().from(noteMentions).where(mention).for('update')
      if (known?.readAt === null) await db.update(noteMentions).set({ readAt: at }).where(mention)
      return known !== undefined
    },
  }
}
