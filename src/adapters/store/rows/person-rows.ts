import { and, asc, desc, eq, inArray, lt } from 'drizzle-orm'
import type { PersonRow, PersonRows } from '../../../ports/store/people.js'
import { newId } from '../new-id.js'
import { people } from '../people-tables.js'
import { own, type PlatformContext, pageOf } from '../rows-context.js'

/** The people of a platform. */
export function personRows(context: PlatformContext): PersonRows {
  const { db, vault, platformId, now } = context
  const at = (personId: string) => own(people, platformId, personId)
  const update = (personId: string, values: Partial<typeof people.$inferInsert>) =>
    db
      .update(people)
      .set({ ...values, updatedAt: now() })
      .where(at(personId))
      .returning()
  return {
    add: async (person) => {
      const times = { createdAt: now(), updatedAt: now() }
      const [added] = await db
        .insert(people)
        .values({ id: newId('per'), platformId, ...person, state: 'invited', isTotpConfirmed: false, recoveryHashes: [], ...times })
        .onConflictDoNothing({ target: [people.platformId, people.email] })
        .returning()
      return added ? toPersonRow(added) : null
    },
    get: async (personId) => {
      const [row] = await db.select().from(people).where(at(personId))
      return row ? toPersonRow(row) : null
    },
    names: async (personIds) => {
      const ids = [...new Set(personIds)]
      if (ids.length === 0) return new Map()
      const named = and(eq(people.platformId, platformId), inArray(people.id, ids))
      return new Map((await db.select({ id: people.id, name: people.name }).from(people).where(named)).map(({ id, name }) => [id, name]))
    },
    active: async (roles) => {
      const active = and(eq(people.platformId, platformId), inArray(people.role, [...roles]), eq(people.state, 'active'))
      return (await db.select().from(people).where(active).orderBy(asc(people.name), asc(people.id))).map(toPersonRow)
    },
    list: async ({ limit, after }) => {
      const older = after === null ? undefined : lt(people.id, after)
      const found = await db
        .select()
        .from(people)
        .where(and(eq(people.platformId, platformId), older))
        .orderBy(desc(people.id))
        .limit(limit + 1)
      return pageOf(found.map(toPersonRow), limit)
    },
    change: async (personId, change) => {
      const [row] = await update(personId, change)
      return row ? toPersonRow(row) : null
    },
    lockActive: async (role) => {
      const active = and(eq(people.platformId, platformId), eq(people.role, role), eq(people.state, 'active'))
      const rows = await db.select({ id: people.id }).from(people).where(active).orderBy(asc(people.id)).for('update')
      return rows.map(({ id }) => id)
    },
    lockSecrets: async (personId) => {
      const [row] = await db.select().from(people).where(at(personId)).for('update')
      if (!row) return null
      const { passwordHash, totpSecret, isTotpConfirmed, totpStep, recoveryHashes } = row
      const opened = totpSecret && vault.unseal<string>(`totp ${row.id}`, totpSecret)
      return { passwordHash, totpSecret: opened, isTotpConfirmed, totpStep, recoveryHashes }
    },
    setSecrets: async (personId, { totpSecret, recoveryHashes, ...plain }) => {
      await update(personId, {
        ...plain,
        ...(totpSecret === undefined ? {} : { totpSecret: totpSecret === null ? null : vault.seal(`totp ${personId}`, totpSecret) }),
        ...(recoveryHashes === undefined ? {} : { recoveryHashes: [...recoveryHashes] }),
      })
    },
    setLink: async (personId, link) => {
      await update(personId, { linkHash: link?.hash ?? null, linkExpiresAt: link?.expiresAt ?? null })
    },
    takeLink: async (personId, hash) => {
      const taken = await db
        .update(people)
        .set({ linkHash: null, linkExpiresAt: null })
        .where(and(at(personId), eq(people.linkHash, hash)))
        .returning({ id: people.id })
      return taken.length > 0
    },
    setSubject: async (personId, subject) => {
      await update(personId, { subject })
    },
  }
}

/** A person as the port gives it: nothing that proves who it is. */
export function toPersonRow(row: typeof people.$inferSelect): PersonRow {
  const { id, email, name, role, merchantId, state, isTotpConfirmed, subject, lastSignInAt, createdAt, updatedAt } = row
  const proofs = { hasTotp: isTotpConfirmed, hasProvider: subject !== null }
  return { id, email, name, role, merchantId, state, ...proofs, lastSignInAt, createdAt, updatedAt }
}
