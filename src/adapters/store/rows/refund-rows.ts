import { and, asc, desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { NewRefund, RefundChange, RefundRow, RefundRows, TakenRefund } from '../../../ports/store/refunds.js'
import { cases } from '../case-tables.js'
import { orderBooks, refunds } from '../money-tables.js'
import { newId } from '../new-id.js'
import { processes } from '../platform-tables.js'
import { only, own, type PlatformContext, pageOf } from '../rows-context.js'
import { hasEnded, silentMs } from './has-ended.js'

type Stored = typeof refunds.$inferSelect

/** People's words, and what a channel said. */
type Sealed = Pick<RefundRow, 'reason' | 'lastAnswer' | 'statement'>

/** The refunds of a platform. */
export function refundRows(context: PlatformContext): RefundRows {
  const { db, platformId } = context
  const mine = eq(refunds.platformId, platformId)
  const give = (row: Stored | undefined) => (row ? toRow(context, row) : null)
  const all = (rows: readonly Stored[]) => rows.map((row) => toRow(context, row))
  return {
    lockOrder: async (orderNumber) => {
      await db
        .insert(orderBooks)
        .values({ platformId, orderNumber })
        .onConflictDoUpdate({ target: [orderBooks.platformId, orderBooks.orderNumber], set: { orderNumber } })
    },
    add: (refund) => add(context, refund),
    get: async (refundId) =>
      give(
        (
          await db
            .select()
            .from(refunds)
            .where(own(refunds, platformId, refundId))
        )[0],
      ),
    findByNumber: async (number) =>
      give(
        (
          await db
            .select()
            .from(refunds)
            .where(and(mine, eq(refunds.number, number)))
        )[0],
      ),
    ofOrder: async (orderNumber) =>
      all(
        await db
          .select()
          .from(refunds)
          .where(and(mine, eq(refunds.orderNumber, orderNumber)))
          .orderBy(asc(refunds.id)),
      ),
    ofCase: async (caseId) =>
      all(
        await db
          .select()
          .from(refunds)
          .where(and(mine, eq(refunds.caseId, caseId)))
          .orderBy(asc(refunds.id)),
      ),
    paidTo: async (buyerId, since) => {
      const [row] = await db
        .select({ fen: sql<string>`coalesce(sum(${refunds.amountFen}), 0)` })
        .from(refunds)
        .innerJoin(cases, and(eq(cases.platformId, refunds.platformId), eq(cases.id, refunds.caseId)))
        .where(and(mine, eq(cases.buyerId, buyerId), eq(refunds.state, 'succeeded'), gte(refunds.settledAt, since)))
      return Number(row?.fen ?? 0)
    },
    list: async ({ limit, after, caseId, orderNumber, state }) => {
      const found = await db
        .select()
        .from(refunds)
        .where(
          and(
            mine,
            after === null ? undefined : lt(refunds.id, after),
            caseId === undefined ? undefined : eq(refunds.caseId, caseId),
            orderNumber === undefined ? undefined : eq(refunds.orderNumber, orderNumber),
            state === undefined ? undefined : eq(refunds.state, state),
          ),
        )
        .orderBy(desc(refunds.id))
        .limit(limit + 1)
      return pageOf(all(found), limit)
    },
    take: (refundId, now, leaseMs) => take(context, refundId, now, leaseMs),
    isHeld: (refundId, forMs) => isHeld(context, refundId, forMs),
    change: (refundId, change) => changeOne(context, refundId, change),
  }
}

async function add(context: PlatformContext, { reason, ...plain }: NewRefund): Promise<RefundRow> {
  const { db, platformId } = context
  const id = newId('ref')
  const now = context.now()
  const [row] = await db
    .insert(refunds)
    .values({
      ...plain,
      id,
      platformId,
      number: numberOf(id),
      state: 'requested',
      attempts: 0,
      document: seal(context, id, { reason, lastAnswer: null, statement: null }),
      createdAt: now,
      updatedAt: now,
    })
    .returning()
  return toRow(context, only(row))
}

/** Letters and digits only, which every channel takes; the id is unique in the world, and so is this. */
function numberOf(refundId: string): string {
  return `SP${refundId.slice('ref_'.length).toUpperCase()}`
}

async function take(context: PlatformContext, refundId: string, now: string, leaseMs: number): Promise<TakenRefund> {
  const { db, platformId } = context
  const where = own(refunds, platformId, refundId)
  const [row] = await db.select().from(refunds).where(where).for('update')
  if (!row) return { is: 'unknown' }
  if (row.settledAt !== null) return { is: 'settled' }
  const isLater = row.nextAt !== null && Date.parse(row.nextAt) > Date.parse(now)
  if (isLater && !(await hasEnded(context, row.heldBy))) return { is: 'early' }
  const nextAt = new Date(Date.parse(now) + leaseMs).toISOString()
  const [taken] = await db
    .update(refunds)
    .set({ attempts: row.attempts + 1, nextAt, heldBy: context.processId, updatedAt: context.now() })
    .where(where)
    .returning()
  return { is: 'taken', refund: toRow(context, only(taken)) }
}

/** A process that never said that it lives is not taken for ended: only the lease ends its turn. */
async function isHeld({ db, platformId, processId }: PlatformContext, refundId: string, forMs: number): Promise<boolean> {
  const [row] = await db
    .select({ heldBy: refunds.heldBy })
    .from(refunds)
    .leftJoin(processes, eq(processes.id, refunds.heldBy))
    .where(
      and(
        own(refunds, platformId, refundId),
        sql`COALESCE(${processes.seenAt} > clock_timestamp() - ${silentMs - forMs} * interval '1 millisecond', true)`,
      ),
    )
  return row?.heldBy === processId
}

async function changeOne(context: PlatformContext, refundId: string, change: RefundChange): Promise<RefundRow | null> {
  const { db, platformId } = context
  const where = own(refunds, platformId, refundId)
  const [locked] = await db.select().from(refunds).where(where).for('update')
  if (!locked) return null
  const known = toRow(context, locked)
  const { lastAnswer = known.lastAnswer, statement = known.statement, ...plain } = change
  const document = seal(context, refundId, { reason: known.reason, lastAnswer, statement })
  const [row] = await db
    .update(refunds)
    // Who says when it is looked at again no longer holds it.
    .set({ ...plain, ...(plain.nextAt === undefined ? {} : { heldBy: null }), document, updatedAt: context.now() })
    .where(where)
    .returning()
  return toRow(context, only(row))
}

function seal({ vault }: PlatformContext, refundId: string, sealed: Sealed): Uint8Array {
  return vault.seal(`refund ${refundId}`, sealed)
}

function toRow({ vault }: PlatformContext, { platformId: _, heldBy: _holder, document, ...row }: Stored): RefundRow {
  return { ...row, ...vault.unseal<Sealed>(`refund ${row.id}`, document) }
}
