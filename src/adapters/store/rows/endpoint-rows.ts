import { and, desc, eq, sql } from 'drizzle-orm'
import type { EndpointRow, EndpointRows } from '../../../ports/store/endpoints.js'
import { endpoints } from '../event-tables.js'
import { newId } from '../new-id.js'
import { only, own, type PlatformContext } from '../rows-context.js'

/** Where a platform wants its events. */
export function endpointRows({ db, platformId, vault, now }: PlatformContext): EndpointRows {
  const seal = (id: string, secret: string) => vault.seal(secretPlace(id), secret)
  return {
    add: async ({ url, secret, types }) => {
      const id = newId('whk')
      const row = {
        id,
        platformId,
        url,
        secret: seal(id, secret),
        types: types && [...types],
        disabled: false,
        createdAt: now(),
        updatedAt: now(),
      }
      return toEndpoint(only((await db.insert(endpoints).values(row).returning())[0]))
    },
    get: async (endpointId) => {
      const [row] = await db
        .select()
        .from(endpoints)
        .where(own(endpoints, platformId, endpointId))
      return row ? toEndpoint(row) : null
    },
    list: async () =>
      (await db.select().from(endpoints).where(eq(endpoints.platformId, platformId)).orderBy(desc(endpoints.id))).map(toEndpoint),
    change: async (endpointId, { types, ...plain }) => {
      const values = {
        ...plain,
        ...(types === undefined ? {} : { types: types && [...types] }),
        updatedAt: now(),
      }
      const [row] = await db
        .update(endpoints)
        .set(values)
        .where(own(endpoints, platformId, endpointId))
        .returning()
      return row ? toEndpoint(row) : null
    },
    rotate: async (endpointId, secret, oldUntil) => {
      const values = { secret: seal(endpointId, secret), oldSecret: sql`${endpoints.secret}`, oldSecretUntil: oldUntil, updatedAt: now() }
      const [row] = await db
        .update(endpoints)
        .set(values)
        .where(own(endpoints, platformId, endpointId))
        .returning()
      return row ? toEndpoint(row) : null
    },
    remove: async (endpointId) => {
      const gone = await db
        .delete(endpoints)
        .where(and(own(endpoints, platformId, endpointId)))
        .returning({ id: endpoints.id })
      return gone.length > 0
    },
  }
}

/** The place that an endpoint's secrets are sealed under. */
function secretPlace(endpointId: string): string {
  return `secret ${endpointId}`
}

type Stored = typeof endpoints.$inferSelect

/** The secrets that sign at that time, newest first. */
export function secretsOf({ vault }: PlatformContext, { id, secret, oldSecret, oldSecretUntil }: Stored, at: string): readonly string[] {
  const overlaps = oldSecret !== null && oldSecretUntil !== null && Date.parse(at) < Date.parse(oldSecretUntil)
  return [secret, ...(overlaps ? [oldSecret] : [])].map((sealed) => vault.unseal<string>(secretPlace(id), sealed))
}

/** The row as the port gives it: without the secrets. */
export function toEndpoint({ id, url, types, disabled, oldSecretUntil, createdAt, updatedAt }: Stored): EndpointRow {
  return { id, url, types, disabled, oldSecretUntil, createdAt, updatedAt }
}
