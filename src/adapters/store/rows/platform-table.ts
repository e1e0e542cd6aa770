import { asc, eq } from 'drizzle-orm'
import type { PlatformRow, PlatformTable } from '../../../ports/store/system.js'
import { newId } from '../new-id.js'
import { platforms } from '../platform-tables.js'
import { only, type RowsContext } from '../rows-context.js'

/** All platforms. */
export function platformTable({ db, now }: RowsContext): PlatformTable {
  const add = async (row: Omit<PlatformRow, 'id' | 'createdAt'>): Promise<PlatformRow> =>
    only(
      (
        await db
          .insert(platforms)
          .values({ id: newId('plat'), ...row, createdAt: now() })
          .returning()
      )[0],
    )
  return {
    add: async (name) => {
      const live = await add({ name, mode: 'live', liveId: null })
      return { live, test: await add({ name, mode: 'test', liveId: live.id }) }
    },
    get: async (platformId) => (await db.select().from(platforms).where(eq(platforms.id, platformId)))[0] ?? null,
    list: () => db.select().from(platforms).orderBy(asc(platforms.id)),
  }
}
