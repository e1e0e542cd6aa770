import { and, asc, count, eq, ne } from 'drizzle-orm'
import type { ViewRow, ViewRows } from '../../../ports/store/views.js'
import { savedViews } from '../desk-tables.js'
import { people } from '../people-tables.js'
import { own, type PlatformContext } from '../rows-context.js'

/** The views that a platform's people keep. */
export function viewRows({ db, platformId, now }: PlatformContext): ViewRows {
  const ofPerson = (personId: string) => and(eq(savedViews.platformId, platformId), eq(savedViews.personId, personId))
  return {
    list: async (personId) => (await db.select().from(savedViews).where(ofPerson(personId)).orderBy(asc(savedViews.name))).map(toRow),
    put: async (personId, { name, filter }, most) => {
      // Of two that are kept at the same moment the later counts the earlier.
      const person = db
        .select({ id: people.id })
        .from(people)
        .where(own(people, platformId, personId))
      if ((await person.for('update')).length === 0) return null
      const [others] = await db
        .select({ count: count() })
        .from(savedViews)
        .where(and(ofPerson(personId), ne(savedViews.name, name)))
      if ((others?.count ?? 0) >= most) return null
      const values = { platformId, personId, name, filter, updatedAt: now() }
      const [row] = await db
        .insert(savedViews)
        .values(values)
        .onConflictDoUpdate({ target: [savedViews.platformId, savedViews.personId, savedViews.name], set: values })
        .returning()
      return row ? toRow(row) : null
    },
    remove: async (personId, name) => {
      const gone = await db
        .delete(savedViews)
        .where(and(ofPerson(personId), eq(savedViews.name, name)))
        .returning({ name: savedViews.name })
      return gone.length > 0
    },
  }
}

function toRow({ name, filter, updatedAt }: typeof savedViews.$inferSelect): ViewRow {
  return { name, filter, updatedAt }
}
