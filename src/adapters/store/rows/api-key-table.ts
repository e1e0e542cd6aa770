import { and, desc, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { ApiKeyRow, ApiKeyTable } from '../../../ports/store/system.js'
import { newId } from '../new-id.js'
import { apiKeys, platforms } from '../platform-tables.js'
import { only, type RowsContext } from '../rows-context.js'

/** Noted more often than this, the last use of a key would be a write for every request. */
const lastUseEveryMs = 60_000

/** The API keys of all platforms, by their hashes. */
export function apiKeyTable({ db, now }: RowsContext): ApiKeyTable {
  const one = async (where: ReturnType<typeof eq>) => {
    const [row] = await db.select().from(apiKeys).where(where)
    return row ? toRow(row) : null
  }
  return {
    add: async ({ scopes, ...key }) => {
      const [platform] = await db.select({ mode: platforms.mode }).from(platforms).where(eq(platforms.id, key.platformId))
      if (!platform) return null
      const row = { id: newId('key'), mode: platform.mode, ...key, scopes: [...scopes], createdAt: now() }
      return toRow(only((await db.insert(apiKeys).values(row).returning())[0]))
    },
    findByHash: (hash) => one(eq(apiKeys.hash, hash)),
    get: (keyId) => one(eq(apiKeys.id, keyId)),
    list: async (platformId) =>
      (await db.select().from(apiKeys).where(eq(apiKeys.platformId, platformId)).orderBy(desc(apiKeys.id))).map(toRow),
    used: async ({ id: keyId, lastUsedAt }, at) => {
      const longAgo = new Date(Date.parse(at) - lastUseEveryMs).toISOString()
      // Most of the time the row says so itself, and the database is not asked.
      if (lastUsedAt !== null && Date.parse(lastUsedAt) >= Date.parse(longAgo)) return
      await db
        .update(apiKeys)
        .set({ lastUsedAt: at })
        .where(and(eq(apiKeys.id, keyId), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, longAgo))))
    },
    revoke: async (keyId, at) => {
      const [row] = await db
        .update(apiKeys)
        .set({ revokedAt: sql`COALESCE(${apiKeys.revokedAt}, ${at}::timestamptz)` })
        .where(eq(apiKeys.id, keyId))
        .returning()
      return row ? toRow(row) : null
    },
  }
}

function toRow({ hash: _, ...row }: typeof apiKeys.$inferSelect): ApiKeyRow {
  return row
}
