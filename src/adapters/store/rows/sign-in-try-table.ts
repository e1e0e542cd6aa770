import { eq, lt, sql } from 'drizzle-orm'
import type { SignInTries } from '../../../ports/store/people.js'
import { signInTries } from '../people-tables.js'
import { only, type RowsContext } from '../rows-context.js'

/** Failed tries to sign in, over all platforms. */
export function signInTryTable({ db }: RowsContext): SignInTries {
  return {
    count: async (key, now, forgetBefore) => {
      const isOld = sql`${signInTries.lastAt} < ${forgetBefore}::timestamptz`
      const [row] = await db
        .insert(signInTries)
        .values({ key, failures: 1, lastAt: now, blockedUntil: null })
        .onConflictDoUpdate({
          target: signInTries.key,
          set: {
            failures: sql`CASE WHEN ${isOld} THEN 1 ELSE ${signInTries.failures} + 1 END`,
            blockedUntil: sql`CASE WHEN ${isOld} THEN NULL ELSE ${signInTries.blockedUntil} END`,
            lastAt: now,
          },
        })
        .returning()
      const { failures, blockedUntil } = only(row)
      // The first failure of a key pays for tidying up: names that nobody has must not fill the table.
      if (failures === 1) await forgetOld(forgetBefore)
      return { failures, blockedUntil }
    },
    block: async (key, until) => {
      await db.update(signInTries).set({ blockedUntil: until }).where(eq(signInTries.key, key))
    },
    forgive: async (key, which) => {
      const [row] = await db.select().from(signInTries).where(eq(signInTries.key, key)).for('update')
      if (!row) return 0
      if (which === 'all' || row.failures <= 1) await db.delete(signInTries).where(eq(signInTries.key, key))
      else
        await db
          .update(signInTries)
          .set({ failures: row.failures - 1, blockedUntil: null })
          .where(eq(signInTries.key, key))
      return row.failures
    },
  }

  async function forgetOld(before: string): Promise<void> {
    const old = db.select({ key: signInTries.key }).from(signInTries).where(lt(signInTries.lastAt, before)).limit(100)
    await db.delete(signInTries).where(sql`${signInTries.key} IN ${old.for('update', { skipLocked: true })}`)
  }
}
