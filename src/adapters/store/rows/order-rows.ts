import { isDeepStrictEqual } from 'node:util'
import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Order } from '../../../model/order.js'
import type { NewOrder, OrderRow, OrderRows, UpsertedOrder } from '../../../ports/store/orders.js'
import { cases, orders } from '../case-tables.js'
import { paymentMarks } from '../money-tables.js'
import { newId } from '../new-id.js'
import { only, own, type PlatformContext, pageOf } from '../rows-context.js'

type Sealed = Pick<OrderRow, 'order' | 'buyer' | 'keyStatus'>

/** The orders of a platform. */
export function orderRows(context: PlatformContext): OrderRows {
  const { db, platformId } = context
  return {
    upsert: async (given) => {
      const done: UpsertedOrder[] = []
      // By number, so that two that bring the same orders wait for each other instead of for ever.
      const inTurn = given
        .map((order, at) => ({ order, at }))
        .sort((a, b) => compare(a.order.order.number, b.order.order.number) || a.at - b.at)
      for (const { order, at } of inTurn) done[at] = await upsertOne(context, order)
      return done
    },
    get: async (orderNumber) => {
      const [row] = await db
        .select()
        .from(orders)
        .where(and(eq(orders.platformId, platformId), eq(orders.number, orderNumber)))
      return row ? toOrderRow(context, row) : null
    },
    ofCase: async (caseId) => {
      const number = db
        .select({ number: cases.orderNumber })
        .from(cases)
        .where(own(cases, platformId, caseId))
      const [row] = await db
        .select()
        .from(orders)
        .where(and(eq(orders.platformId, platformId), eq(orders.number, number)))
      return row ? toOrderRow(context, row) : null
    },
    ofPayment: async (numbers) => {
      if (numbers.length === 0) return []
      const marks = numbers.map((number) => markOf(context, number))
      const found = await db
        .selectDistinct({ number: paymentMarks.orderNumber })
        .from(paymentMarks)
        .where(and(eq(paymentMarks.platformId, platformId), inArray(paymentMarks.mark, marks)))
        .orderBy(asc(paymentMarks.orderNumber))
      return found.map(({ number }) => number)
    },
    list: async ({ limit, after, buyerId, status }) => {
      const found = await db
        .select()
        .from(orders)
        .where(
          and(
            eq(orders.platformId, platformId),
            after === null ? undefined : lt(orders.id, after),
            buyerId === undefined ? undefined : eq(orders.buyerId, buyerId),
            status === undefined ? undefined : eq(orders.status, status),
          ),
        )
        .orderBy(desc(orders.id))
        .limit(limit + 1)
      return pageOf(
        found.map((row) => toOrderRow(context, row)),
        limit,
      )
    },
  }
}

async function upsertOne(context: PlatformContext, { order, buyer, keyStatus }: NewOrder): Promise<UpsertedOrder> {
  const { db, platformId } = context
  const id = newId('ord')
  const now = context.now()
  const plain = { status: order.status, buyerId: buyer?.id ?? null, merchantId: order.merchantId, amountFen: order.amountFen }
  const seal = (ofId: string, sealed: Sealed) => context.vault.seal(`order ${ofId}`, sealed)
  const fresh = seal(id, { order, buyer, keyStatus: keyStatus ?? null })
  const [created] = await db
    .insert(orders)
    .values({ id, platformId, number: order.number, ...plain, document: fresh, createdAt: now, updatedAt: now })
    .onConflictDoNothing({ target: [orders.platformId, orders.number] })
    .returning()
  if (created) {
    await markPayments(context, order)
    return { row: toOrderRow(context, created), was: 'created' }
  }
  const where = and(eq(orders.platformId, platformId), eq(orders.number, order.number))
  const [locked] = await db.select().from(orders).where(where).for('update')
  const known = toOrderRow(context, only(locked))
  const next: Sealed = { order, buyer, keyStatus: keyStatus === undefined ? known.keyStatus : keyStatus }
  // Through JSON, as the known one went: what is undefined there is not there.
  const isSame = isDeepStrictEqual(JSON.parse(JSON.stringify(next)), { order: known.order, buyer: known.buyer, keyStatus: known.keyStatus })
  if (isSame) return { row: known, was: 'same' }
  const [changed] = await db
    .update(orders)
    .set({ ...plain, document: seal(known.id, next), updatedAt: sql`GREATEST(${orders.updatedAt}, ${now}::timestamptz)` })
    .where(where)
    .returning()
  await markPayments(context, order)
  return { row: toOrderRow(context, only(changed)), was: 'changed' }
}

/** So that a channel that names a payment finds its order; what a payment was called once it stays known by. */
async function markPayments(context: PlatformContext, { number, paymentNumber, merchantOrderNumber, payments }: Order): Promise<void> {
  const names = [paymentNumber, merchantOrderNumber, ...payments.map((payment) => payment.number)].filter((name) => name !== null)
  const { platformId } = context
  const marks = [...new Set(names)].sort().map((name) => ({ platformId, mark: markOf(context, name), orderNumber: number }))
  if (marks.length > 0) await context.db.insert(paymentMarks).values(marks).onConflictDoNothing()
}

function markOf({ vault }: PlatformContext, number: string): string {
  return vault.mark(`payment ${number}`)
}

/** The row as the port gives it. */
export function toOrderRow({ vault }: PlatformContext, { id, document, createdAt, updatedAt }: typeof orders.$inferSelect): OrderRow {
  return { id, ...vault.unseal<Sealed>(`order ${id}`, document), createdAt, updatedAt }
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
