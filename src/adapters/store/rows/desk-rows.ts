import { and, asc, eq, gt, gte, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { DeskFilter, DeskLine, DeskRow, DeskRows } from '../../../ports/store/desk.js'
import { cases, orders } from '../case-tables.js'
import { deskCases, secondLooks } from '../desk-tables.js'
import type { PlatformContext } from '../rows-context.js'
import { toCaseRow } from './case-rows.js'
import { toOrderRow } from './order-rows.js'

type Stored = typeof deskCases.$inferSelect

/** As the index says it, letter by letter: with parameters it would not be used. */
const waits = sql`${deskCases.stage} IN ('waiting', 'signing')`

/** The desk of those who decide a platform's cases. */
export function deskRows(context: PlatformContext): DeskRows {
  const { db, platformId } = context
  const mine = eq(deskCases.platformId, platformId)
  const at = (caseId: string) => and(mine, eq(deskCases.caseId, caseId))
  const give = (row: Stored | undefined) => (row ? toRow(row) : null)
  /** Cases that this person looks at a second time. */
  const looking = (personId: string, now: string) =>
    db
      .select({ caseId: secondLooks.caseId })
      .from(secondLooks)
      .where(
        and(
          eq(secondLooks.platformId, platformId),
          eq(secondLooks.caseId, deskCases.caseId),
          eq(secondLooks.looker, personId),
          isNull(secondLooks.look),
          gt(secondLooks.heldUntil, now),
        ),
      )
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
    putAway: async (caseId) => {
      const nothing = { orderNumber: null, buyerId: null, leaseHolder: null, leaseUntil: null, signer: null, signUntil: null }
      await db
        .update(deskCases)
        .set({ stage: 'away', ...nothing })
        .where(at(caseId))
    },
    line: async (caseId) => {
      const [row] = await db
        .select()
        .from(deskCases)
        .where(and(at(caseId), waits))
      return row ? ((await toLines(context, [row]))[0] ?? null) : null
    },
    takeNext: async (filter, { personId, now, until }) => {
      const [first] = await db
        .select({ caseId: deskCases.caseId })
        .from(deskCases)
        .where(
          and(
            mine,
            waits,
            or(isNull(deskCases.leaseUntil), sql`${deskCases.leaseUntil} <= ${now}::timestamptz`),
            or(isNull(deskCases.assignee), eq(deskCases.assignee, personId)),
            ...[deskCases.signer, deskCases.barred].map((first) => sql`${first} IS DISTINCT FROM ${personId}`),
            sql`NOT EXISTS (${looking(personId, now)})`,
            ...conditions(filter, now),
          ),
        )
        .orderBy(asc(deskCases.turn), asc(deskCases.caseId))
        .limit(1)
        .for('update', { skipLocked: true })
      if (!first) return null
      await db.update(deskCases).set({ leaseHolder: personId, leaseUntil: until }).where(at(first.caseId))
      return first.caseId
    },
    list: async ({ limit, after, filter, now }) => {
      const rows = await db
        .select()
        .from(deskCases)
        .where(and(mine, waits, goOn(after), ...conditions(filter, now)))
        .orderBy(asc(deskCases.turn), asc(deskCases.caseId))
        .limit(limit + 1)
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return { rows: await toLines(context, shown), next: rows.length > limit && last ? `${last.turn}_${last.caseId}` : null }
    },
    counts: async ({ personId, now }) => {
      const those = (which: SQL | undefined) => sql<number>`(count(*) FILTER (WHERE ${which}))::int`
      const isWaiting = eq(deskCases.stage, 'waiting')
      const [row] = await db
        .select({
          inReview: those(and(isWaiting, eq(deskCases.state, 'in-review'))),
          appealReview: those(and(isWaiting, eq(deskCases.state, 'appeal-review'))),
          secondSignature: those(eq(deskCases.stage, 'signing')),
          overdue: those(isOverdue(now)),
          held: those(sql`${deskCases.leaseUntil} > ${now}::timestamptz`),
          mine: those(sql`${deskCases.assignee} = ${personId}`),
          nobodys: those(isNull(deskCases.assignee)),
        })
        .from(deskCases)
        .where(and(mine, waits))
      return row ?? nothing
    },
  }
}

const nothing = { inReview: 0, appealReview: 0, secondSignature: 0, overdue: 0, held: 0, mine: 0, nobodys: 0 }

/** A deadline that nobody watched yet counts as passed too, and the end of the time to sign. */
function isOverdue(now: string): SQL {
  return sql`(${deskCases.missed} > 0 OR LEAST(${deskCases.deadlineAt}, ${deskCases.signUntil}) <= ${now}::timestamptz)`
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
    holds(state, (value) => eq(deskCases.state, value)),
    holds(needs, needing),
    holds(reason, (value) => or(eq(deskCases.reason, value), isNull(deskCases.reason))),
    holds(outcome, (value) => eq(deskCases.outcome, value)),
    holds(merchantId, (value) => eq(deskCases.merchantId, value)),
    holds(amountFromFen, (value) => gte(deskCases.amountFen, value)),
    holds(amountUntilFen, (value) => lt(deskCases.amountFen, value)),
    holds(assignee, (value) => (value === null ? isNull(deskCases.assignee) : eq(deskCases.assignee, value))),
    holds(overdue, (value) => (value ? isOverdue(now) : sql`NOT coalesce(${isOverdue(now)}, false)`)),
    holds(search, (value) =>
      or(
        ...[deskCases.orderNumber, deskCases.caseId, deskCases.buyerId].map((column) =>
          gt(sql`strpos(lower(${column}), lower(${value}))`, 0),
        ),
      ),
    ),
  ]
}

function needing(needs: NonNullable<DeskFilter['needs']>): SQL | undefined {
  if (needs === 'second-signature') return eq(deskCases.stage, 'signing')
  return and(eq(deskCases.stage, 'waiting'), eq(deskCases.state, needs === 'appeal' ? 'appeal-review' : 'in-review'))
}

function toRow({ platformId: _, leaseHolder, leaseUntil, ...row }: Stored): DeskRow {
  return { ...row, lease: leaseHolder === null || leaseUntil === null ? null : { holder: leaseHolder, until: leaseUntil } }
}

/** Their cases and orders in one question, however many. */
async function toLines(context: PlatformContext, rows: readonly Stored[]): Promise<readonly DeskLine[]> {
  if (rows.length === 0) return []
  const { db, platformId } = context
  const ids = rows.map(({ caseId }) => caseId)
  const found = await db
    .select({ case: cases, order: orders })
    .from(cases)
    .leftJoin(orders, and(eq(orders.platformId, cases.platformId), eq(orders.number, cases.orderNumber)))
    .where(and(eq(cases.platformId, platformId), inArray(cases.id, ids)))
  const byId = new Map(found.map((one) => [one.case.id, one]))
  return rows.flatMap((row) => {
    const its = byId.get(row.caseId)
    if (!its) return []
    const order = its.order && toOrderRow(context, its.order).order
    const ofOrder = order
      ? { amountFen: order.amountFen, merchantId: order.merchantId, productName: order.product.name }
      : { productName: null }
    return [{ ...toRow(row), case: toCaseRow(context, its.case), ...ofOrder }]
  })
}
