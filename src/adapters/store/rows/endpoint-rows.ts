import { and, desc, eq } from 'drizzle-orm'
import type { EndpointRow, EndpointRows } from '../../../ports/store/endpoints.js'
import { newId } from '../new-id.js'
import { only, own, type PlatformContext } from '../rows-context.js'
import { endpoints } from '../tables.js'

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
    change: async (endpointId, { secret, types, ...plain }) => {
      const values = {
        ...plain,
        ...(secret === undefined ? {} : { secret: seal(endpointId, secret) }),
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
    remove: async (endpointId) => {
      const gone = await db
        .delete(endpoints)
        .where(and(own(endpoints, platformId, endpointId)))
        .returning({ id: endpoints.id })
      return gone.length > 0
    },
  }
}

/** The place that an endpoint's secret is sealed under. */
export function secretPlace(endpointId: string): string {
  return `secret ${endpointId}`
}

/** The row as the port gives it: without the secret. */
export function toEndpoint({ id, url, types, disabled, createdAt, updatedAt }: typeof endpoints.$inferSelect): EndpointRow {
  return { id, url, types, disabled, createdAt, updatedAt }
}
