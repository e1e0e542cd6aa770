import { and, desc, eq, lt, ne } from 'drizzle-orm'
import type { SessionRow, SessionRows } from '../../../ports/store/people.js'
import { newId } from '../new-id.js'
import { sessions } from '../people-tables.js'
import { only, own, type PlatformContext } from '../rows-context.js'

/** The sessions of a platform's people. */
export function sessionRows({ db, platformId, now }: PlatformContext): SessionRows {
  const of = (personId: string) => and(eq(sessions.platformId, platformId), eq(sessions.personId, personId))
  return {
    add: async (session) => {
      await db.delete(sessions).where(and(of(session.personId), lt(sessions.expiresAt, now())))
      const values = { id: newId('ses'), platformId, ...session, createdAt: now(), seenAt: now() }
      return toSessionRow(only((await db.insert(sessions).values(values).returning())[0]))
    },
    list: async (personId) => (await db.select().from(sessions).where(of(personId)).orderBy(desc(sessions.id))).map(toSessionRow),
    seen: async (sessionId, at) => {
      await db
        .update(sessions)
        .set({ seenAt: at })
        .where(and(own(sessions, platformId, sessionId), lt(sessions.seenAt, at)))
    },
    end: async (sessionId, personId) => {
      const gone = await db
        .delete(sessions)
        .where(and(of(personId), eq(sessions.id, sessionId)))
        .returning({ id: sessions.id })
      return gone.length > 0
    },
    endAll: async (personId, exceptId) => {
      const others = exceptId === null ? undefined : ne(sessions.id, exceptId)
      return (
        await db
          .delete(sessions)
          .where(and(of(personId), others))
          .returning({ id: sessions.id })
      ).length
    },
  }
}

/** A session as the port gives it: its token's hash stays here. */
export function toSessionRow({ platformId: _, tokenHash: __, ...row }: typeof sessions.$inferSelect): SessionRow {
  return row
}
