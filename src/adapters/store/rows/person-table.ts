import { and, asc, eq, isNull, ne, type SQL } from 'drizzle-orm'
import type { PersonTable } from '../../../ports/store/people.js'
import { people, sessions } from '../people-tables.js'
import { platforms } from '../platform-tables.js'
import type { RowsContext } from '../rows-context.js'
import { toPersonRow } from './person-rows.js'
import { toSessionRow } from './session-rows.js'

/** People over all platforms. */
export function personTable({ db }: RowsContext): PersonTable {
  const find = async (where: SQL | undefined, platformId: string | null) => {
    const there = platformId === null ? undefined : eq(people.platformId, platformId)
    const rows = await db.select().from(people).where(and(where, there)).orderBy(asc(people.id)).limit(2)
    return rows.map((row) => ({ platformId: row.platformId, person: toPersonRow(row), passwordHash: row.passwordHash }))
  }
  const enabled = ne(people.state, 'disabled')
  return {
    findByEmail: (email, platformId) => find(and(eq(people.email, email), eq(people.state, 'active')), platformId),
    findBySubject: (subject, platformId) => find(and(eq(people.subject, subject), enabled), platformId),
    findUnbound: (email, platformId) => find(and(eq(people.email, email), isNull(people.subject), enabled), platformId),
    findByLink: async (hash) => {
      const [row] = await db
        .select()
        .from(people)
        .where(and(eq(people.linkHash, hash), enabled))
      if (!row?.linkExpiresAt) return null
      return { platformId: row.platformId, person: toPersonRow(row), passwordHash: row.passwordHash, linkExpiresAt: row.linkExpiresAt }
    },
    findSession: async (tokenHash) => {
      const [row] = await db
        .select({ session: sessions, person: people, mode: platforms.mode })
        .from(sessions)
        .innerJoin(people, eq(people.id, sessions.personId))
        .innerJoin(platforms, eq(platforms.id, sessions.platformId))
        .where(eq(sessions.tokenHash, tokenHash))
      if (!row) return null
      return {
        platformId: row.session.platformId,
        mode: row.mode,
        session: toSessionRow(row.session),
        person: toPersonRow(row.person),
      }
    },
  }
}
