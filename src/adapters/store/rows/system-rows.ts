import { and, asc, inArray, isNull, lt, ne, sql } from 'drizzle-orm'
import type { SystemRows } from '../../../ports/store/system.js'
import { evidence } from '../case-tables.js'
import { idempotencyKeys, platforms, processes } from '../platform-tables.js'
import type { RowsContext } from '../rows-context.js'
import { verifyAudit } from '../verify-audit.js'
import { verifyBooks } from '../verify-books.js'
import { apiKeyTable } from './api-key-table.js'
import { buyerLinkTable } from './buyer-link-rows.js'
import { outboxTable } from './outbox-table.js'
import { personTable } from './person-table.js'
import { platformTable } from './platform-table.js'
import { secretRows } from './secret-rows.js'
import { signInTryTable } from './sign-in-try-table.js'
import { unfinishedRows } from './unfinished-rows.js'

/** What the service itself asks, over all platforms. */
export function systemRows(context: RowsContext): SystemRows {
  const { db, processId } = context
  return {
    platforms: platformTable(context),
    apiKeys: apiKeyTable(context),
    people: personTable(context),
    signInTries: signInTryTable(context),
    buyerLinks: buyerLinkTable(context),
    outbox: outboxTable(context),
    unfinished: unfinishedRows(context),
    secrets: secretRows(context),
    blobs: {
      inUse: async (blobKeys) => {
        if (blobKeys.length === 0) return new Set()
        const rows = await db
          .selectDistinct({ key: evidence.blobKey })
          .from(evidence)
          .where(and(inArray(evidence.blobKey, [...blobKeys]), ne(evidence.state, 'deleted')))
        return new Set(rows.map(({ key }) => key))
      },
    },
    audit: {
      verify: (platformId) => ofEach(context, platformId, verifyAudit),
    },
    books: {
      verify: (platformId) => ofEach(context, platformId, verifyBooks),
    },
    processes: {
      beat: async () => {
        const seenAt = sql`clock_timestamp()`
        await db.insert(processes).values({ id: processId, seenAt }).onConflictDoUpdate({ target: processes.id, set: { seenAt } })
        await db.delete(processes).where(sql`${processes.seenAt} < clock_timestamp() - interval '1 day'`)
      },
    },
    idempotency: {
      forgetExpired: async (now, limit) => {
        const expired = db.select({ row: sql`ctid` }).from(idempotencyKeys).where(lt(idempotencyKeys.expiresAt, now)).limit(limit)
        const gone = await db.delete(idempotencyKeys).where(sql`ctid IN ${expired}`).returning({ key: idempotencyKeys.key })
        return gone.length
      },
      freeUnanswered: async () => {
        const freed = await db.delete(idempotencyKeys).where(isNull(idempotencyKeys.answer)).returning({ key: idempotencyKeys.key })
        return freed.length
      },
    },
  }
}

/** One platform after the other, or one alone. */
async function ofEach<Check>(
  context: RowsContext,
  platformId: string | undefined,
  verify: (context: RowsContext, platformId: string) => Promise<Check>,
): Promise<readonly Check[]> {
  const all = platformId === undefined ? await context.db.select({ id: platforms.id }).from(platforms).orderBy(asc(platforms.id)) : []
  const checks = []
  for (const id of platformId === undefined ? all.map((row) => row.id) : [platformId]) checks.push(await verify(context, id))
  return checks
}
