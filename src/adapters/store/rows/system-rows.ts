import { and, asc, count, eq, inArray, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { OutboxTable, SystemRows, UnfinishedRows } from '../../../ports/store/system.js'
import type { RowsContext } from '../rows-context.js'
import { cases, deliveries, endpoints, evidence, idempotencyKeys, outbox, platforms } from '../tables.js'
import { verifyAudit } from '../verify-audit.js'
import { apiKeyTable } from './api-key-table.js'
import { personTable } from './person-table.js'
import { platformTable } from './platform-table.js'
import { signInTryTable } from './sign-in-try-table.js'

/** What the service itself asks, over all platforms. */
export function systemRows(context: RowsContext): SystemRows {
  const { db } = context
  return {
    platforms: platformTable(context),
    apiKeys: apiKeyTable(context),
    people: personTable(context),
    signInTries: signInTryTable(context),
    outbox: outboxTable(context),
    unfinished: unfinishedRows(context),
    blobs: {
      inUse: async (blobKeys) => {
        if (blobKeys.length === 0) return new Set()
        const rows = await db
          .selectDistinct({ key: evidence.blobKey })
          .from(evidence)
          .where(inArray(evidence.blobKey, [...blobKeys]))
        return new Set(rows.map(({ key }) => key))
      },
    },
    audit: {
      verify: async (platformId) => {
        const ids =
          platformId === undefined
            ? (await db.select({ id: platforms.id }).from(platforms).orderBy(asc(platforms.id))).map(({ id }) => id)
            : [platformId]
        const checks = []
        for (const id of ids) checks.push(await verifyAudit(context, id))
        return checks
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

function outboxTable({ db, now }: RowsContext): OutboxTable {
  return {
    take: async (limit) => {
      const rows = await db
        .select()
        .from(outbox)
        .where(isNull(outbox.sentAt))
        .orderBy(asc(outbox.id))
        .limit(limit)
        .for('update', { skipLocked: true })
      return rows.map(({ sentAt: _, ...row }) => row)
    },
    markSent: async (ids) => {
      if (ids.length > 0)
        await db
          .update(outbox)
          .set({ sentAt: now() })
          .where(inArray(outbox.id, [...ids]))
    },
    forgetSent: async (before, limit) => {
      const old = db
        .select({ id: outbox.id })
        .from(outbox)
        .where(and(isNotNull(outbox.sentAt), lt(outbox.sentAt, before)))
        .limit(limit)
      return (await db.delete(outbox).where(inArray(outbox.id, old)).returning({ id: outbox.id })).length
    },
    waiting: async () => {
      const [row] = await db.select({ waiting: count() }).from(outbox).where(isNull(outbox.sentAt))
      return row?.waiting ?? 0
    },
  }
}

function unfinishedRows({ db }: RowsContext): UnfinishedRows {
  return {
    evidence: async (before, limit) =>
      db
        .select({ platformId: evidence.platformId, evidenceId: evidence.id, caseId: evidence.caseId })
        .from(evidence)
        .where(and(eq(evidence.state, 'waiting'), lt(evidence.createdAt, before)))
        .orderBy(asc(evidence.createdAt))
        .limit(limit),
    cases: async (before, limit) =>
      db
        .select({ platformId: cases.platformId, caseId: cases.id, revision: cases.revision })
        .from(cases)
        .where(
          and(
            sql`${cases.judgedRevision} IS DISTINCT FROM ${cases.revision}`,
            ne(cases.state, 'closed'),
            lt(cases.updatedAt, before),
            sql`NOT EXISTS (SELECT FROM ${evidence} WHERE ${evidence.platformId} = ${cases.platformId} AND ${evidence.caseId} = ${cases.id} AND ${evidence.state} = 'waiting')`,
          ),
        )
        .orderBy(asc(cases.updatedAt))
        .limit(limit),
    deliveries: async (before, limit) => {
      const earlier = alias(deliveries, 'earlier')
      return db
        .select({ platformId: deliveries.platformId, deliveryId: deliveries.id })
        .from(deliveries)
        .innerJoin(endpoints, and(eq(endpoints.id, deliveries.endpointId), eq(endpoints.disabled, false)))
        .where(
          and(
            eq(deliveries.state, 'waiting'),
            lt(deliveries.nextAt, before),
            sql`NOT EXISTS ${db
              .select({ one: sql`1` })
              .from(earlier)
              .where(
                and(
                  eq(earlier.endpointId, deliveries.endpointId),
                  eq(earlier.caseId, deliveries.caseId),
                  eq(earlier.state, 'waiting'),
                  lt(earlier.eventNumber, deliveries.eventNumber),
                ),
              )}`,
          ),
        )
        .orderBy(asc(deliveries.nextAt))
        .limit(limit)
    },
  }
}
