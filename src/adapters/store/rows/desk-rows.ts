import { and, asc, count, eq, gt, gte, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { pgTable } from 'drizzle-orm/pg-core'
import type { DeskFilter, DeskLine, DeskRow, DeskRows } from '../../../ports/store/desk.js'
import { deskCases } from '../desk-tables.js'
import type { PlatformContext } from '../rows-context.js'
import { cases, orders } from '../tables.js'
import { toCaseRow } from './case-rows.js'
import { toOrderRow } from './order-rows.js'

type Stored = typeof deskCases.$inferSelect

/** As the index says it, letter by letter: with parameters it would not be used. */
const waits = sql`${deskCases.stage} IN ('waiting', 'signing')`

/** `FOR UPDATE OF` takes a table's name without its schema. */
const bareName = pgTable('desk_cases', {})

/** The desk of those who decide a platform's cases. */
export function deskRows(context: PlatformContext): DeskRows {
  const { db, platformId } = context
  const mine = eq(deskCases.platformId, platformId)
  const at = (caseId: string) => and(mine, eq(deskCases.caseId, caseId))
  const give = (row: Stored | undefined) => (row ? toRow(row) : null)
  const lock = async (caseId: string) => (await db.select().from(deskCases).where(at(caseId)).for('update'))[0]
  return {
    put: async (row) => {
      const values = { ...row, platformId }
      await db
        .insert(deskCases)
        .values(values)
        .onConflictDoUpdate({ target: [deskCases.platformId, deskCases.caseId], set: values })
    },
    get: async (caseId) => give((await db.select().from(deskCases).where(at(caseId)))[0]),
    lock: async (caseId) => give(await lock(caseId)),
    change: async (caseId, { lease, ...plain }) => {
      const leased = lease === undefined ? {} : { leaseHolder: lease?.holder ?? null, leaseUntil: lease?.until ?? null }
      if (Object.keys({ ...plain, ...leased }).length === 0) return give(await lock(caseId))
      const [row] = await db
        .update(deskCases)
        .set({ ...plain, ...leased })
        .where(at(caseId))
        .returning()
      return give(row)
    },
    line: async (caseId) => (await select(context).where(and(at(caseId), waits))).map((row) => toLine(context, row))[0] ?? null,
    takeNext: async (filter, { personId, now, until }) => {
      const isFree = or(
        isNull(deskCases.leaseUntil),
        sql`${deskCases.leaseUntil} <= ${now}::timestamptz`,
        eq(deskCases.leaseHolder, personId),
      )
      const [first] = await db
        .select({ caseId: deskCases.caseId })
        .from(deskCases)
        .innerJoin(cases, ofCase)
        .leftJoin(orders, ofOrder)
        .where(
          and(
            mine,
            waits,
            isFree,
            sql`(${deskCases.signer} IS NULL OR ${deskCases.signer} <> ${personId})`,
            sql`(${deskCases.assignee} IS NULL OR ${deskCases.assignee} = ${personId})`,
            sql`NOT (${cases.appealUsed} AND ${cases.firstDecider} IS NOT DISTINCT FROM ${personId})`,
            ...conditions(filter, now),
          ),
        )
        .orderBy(asc(deskCases.turn), asc(deskCases.caseId))
        .limit(1)
        .for('update', { of: bareName, skipLocked: true })
      if (!first) return null
      await db.update(deskCases).set({ leaseHolder: personId, leaseUntil: until }).where(at(first.caseId))
      return first.caseId
    },
    list: async ({ limit, after, filter, now }) => {
      const rows = await select(context)
        .where(and(mine, waits, goOn(after), ...conditions(filter, now)))
        .orderBy(asc(deskCases.turn), asc(deskCases.caseId))
        .limit(limit + 1)
      const shown = rows.slice(0, limit).map((row) => toLine(context, row))
      const last = shown.at(-1)
      return { rows: shown, next: rows.length > limit && last ? `${last.turn}_${last.caseId}` : null }
    },
    counts: async ({ personId, now }) => {
      const those = (which: SQL | undefined) => sql<number>`(count(*) FILTER (WHERE ${which}))::int`
      const isWaiting = eq(deskCases.stage, 'waiting')
      const [row] = await db
        .select({
          inReview: those(and(isWaiting, eq(cases.state, 'in-review'))),
          appealReview: those(and(isWaiting, eq(cases.state, 'appeal-review'))),
          secondSignature: those(eq(deskCases.stage, 'signing')),
          overdue: those(isOverdue(now)),
          held: those(sql`${deskCases.leaseUntil} > ${now}::timestamptz`),
          mine: those(sql`${deskCases.assignee} = ${personId}`),
          nobodys: those(isNull(deskCases.assignee)),
          all: count(),
        })
        .from(deskCases)
        .innerJoin(cases, ofCase)
        .where(and(mine, waits))
      const { all: _, ...counts } = row ?? { ...nothing, all: 0 }
      return counts
    },
  }
}

const nothing = { inReview: 0, appealReview: 0, secondSignature: 0, overdue: 0, held: 0, mine: 0, nobodys: 0 }

const ofCase = and(eq(cases.platformId, deskCases.platformId), eq(cases.id, deskCases.caseId))
const ofOrder = and(eq(orders.platformId, cases.platformId), eq(orders.number, cases.orderNumber))

function select({ db }: PlatformContext) {
  return db.select({ desk: deskCases, case: cases, order: orders }).from(deskCases).innerJoin(cases, ofCase).leftJoin(orders, ofOrder)
}

/** A deadline that nobody watched yet counts as passed too. */
function isOverdue(now: string): SQL {
  return sql`(${deskCases.missed} > 0 OR ${cases.deadlineAt} <= ${now}::timestamptz)`
}

/** After this place; one of another form is before all. */
function goOn(after: string | null): SQL | undefined {
  const [, turn, caseId] = /^(\d{1,15})_(.+)$/.exec(after ?? '') ?? []
  return turn === undefined ? undefined : sql`(${deskCases.turn}, ${deskCases.caseId}) > (${turn}::bigint, ${caseId})`
}

function conditions(filter: DeskFilter, now: string): (SQL | undefined)[] {
  const { state, needs, reason, outcome, merchantId, amountFromFen, amountUntilFen, assignee, overdue, search } = filter
  const holds = <Value>(value: Value | undefined, condition: (value: Value) => SQL | undefined) =>
    value === undefined ? undefined : condition(value)
  return [
    holds(state, (value) => eq(cases.state, value)),
    holds(needs, needing),
    holds(reason, (value) => or(eq(deskCases.reason, value), isNull(deskCases.reason))),
    holds(outcome, (value) => eq(cases.outcome, value)),
    holds(merchantId, (value) => eq(orders.merchantId, value)),
    holds(amountFromFen, (value) => gte(orders.amountFen, value)),
    holds(amountUntilFen, (value) => lt(orders.amountFen, value)),
    holds(assignee, (value) => (value === null ? isNull(deskCases.assignee) : eq(deskCases.assignee, value))),
    holds(overdue, (value) => (value ? isOverdue(now) : sql`NOT coalesce(${isOverdue(now)}, false)`)),
    holds(search, (value) =>
      or(...[cases.orderNumber, cases.id, cases.buyerId].map((column) => gt(sql`strpos(lower(${column}), lower(${value}))`, 0))),
    ),
  ]
}

function needing(needs: NonNullable<DeskFilter['needs']>): SQL | undefined {
  if (needs === 'second-signature') return eq(deskCases.stage, 'signing')
  return and(eq(deskCases.stage, 'waiting'), eq(cases.state, needs === 'appeal' ? 'appeal-review' : 'in-review'))
}

function toRow({ platformId: _, leaseHolder, leaseUntil, ...row }: Stored): DeskRow {
  return { ...row, lease: leaseHolder === null || leaseUntil === null ? null : { holder: leaseHolder, until: leaseUntil } }
}

function toLine(
  context: PlatformContext,
  row: { readonly desk: Stored; readonly case: typeof cases.$inferSelect; readonly order: typeof orders.$inferSelect | null },
): DeskLine {
  const order = row.order && toOrderRow(context, row.order).order
  const ofItsOrder = {
    amountFen: order?.amountFen ?? null,
    merchantId: order?.merchantId ?? null,
    productName: order?.product.name ?? null,
  }
  return { ...toRow(row.desk), case: toCaseRow(context, row.case), ...ofItsOrder }
}
