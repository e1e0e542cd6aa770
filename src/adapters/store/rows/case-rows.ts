import { and, asc, desc, eq, gte, lt, ne, sql } from 'drizzle-orm'
import { Fault } from '../../../errors.js'
import type { Claim } from '../../../model/claim.js'
import type { CaseFilter, CaseMoveRow, CaseRow, CaseRows, NewCase, OpenedCaseRow } from '../../../ports/store/cases.js'
import type { PageAsk } from '../../../ports/store/page.js'
import { caseMoves, cases, orders } from '../case-tables.js'
import { newId } from '../new-id.js'
import { own, type PlatformContext, pageOf } from '../rows-context.js'
import { readLife, writeLife } from './life-columns.js'

interface SealedClaims {
  readonly claim: Claim
  readonly laterClaims: readonly Claim[]
}

type Stored = typeof cases.$inferSelect

/** Of claims that join, so many of the latest are kept. */
const mostLaterClaims = 50

/** The cases of a platform. */
export function caseRows(context: PlatformContext): CaseRows {
  const { db, platformId } = context
  const at = (caseId: string) => own(cases, platformId, caseId)
  const openAt = (orderNumber: string) =>
    and(eq(cases.platformId, platformId), eq(cases.orderNumber, orderNumber), ne(cases.state, 'closed'))
  const give = (row: Stored | undefined) => (row ? toCaseRow(context, row) : null)
  const lock = async (caseId: string) => give((await db.select().from(cases).where(at(caseId)).for('update'))[0])
  const change = async (caseId: string, values: Partial<Stored> | { revision: ReturnType<typeof sql> }) => {
    const [row] = await db
      .update(cases)
      .set({ ...values, updatedAt: context.now() })
      .where(at(caseId))
      .returning()
    return give(row)
  }
  return {
    open: (claim) => openOrJoin(context, claim, openAt),
    get: async (caseId) => give((await db.select().from(cases).where(at(caseId)))[0]),
    lock,
    openOf: async (orderNumber) => give((await db.select().from(cases).where(openAt(orderNumber)))[0]),
    list: (ask) => list(context, ask),
    touch: async (caseId, { claim } = {}) => {
      const known = claim ? await lock(caseId) : null
      if (claim && !known) return null
      const claims = claim && known ? { claims: seal(context, caseId, { claim, laterClaims: known.laterClaims }) } : {}
      return change(caseId, { ...claims, revision: sql`${cases.revision} + 1` })
    },
    move: async (caseId, life, moves) => {
      const row = await change(caseId, writeLife(context, caseId, life))
      if (row) for (const move of moves) await addMove(context, caseId, move)
      return row
    },
    tallyMerchant: (merchantId, since) => tallyMerchant(context, merchantId, since),
    timeline: async (caseId) => {
      const rows = await db
        .select()
        .from(caseMoves)
        .where(and(eq(caseMoves.platformId, platformId), eq(caseMoves.caseId, caseId)))
        .orderBy(asc(caseMoves.number))
      return rows.map(({ platformId: _, caseId: __, said, ...row }) => ({
        ...row,
        said: context.vault.unseal<CaseMoveRow['said']>(`move ${caseId} ${row.number}`, said),
      }))
    },
  }
}

async function openOrJoin(
  context: PlatformContext,
  { claim, orderNumber, reference = null }: NewCase,
  openAt: (orderNumber: string) => ReturnType<typeof and>,
): Promise<OpenedCaseRow> {
  const { db, platformId } = context
  const now = context.now()
  for (;;) {
    const id = newId('case')
    const claims = seal(context, id, { claim, laterClaims: [] })
    const [opened] = await db
      .insert(cases)
      .values({
        id,
        platformId,
        state: 'open',
        revision: 1,
        orderNumber,
        buyerId: claim.buyerId,
        claims,
        reference,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing()
      .returning()
    if (opened) return { row: toCaseRow(context, opened), joined: false }
    const [first] = orderNumber === null ? [] : await db.select().from(cases).where(openAt(orderNumber)).for('update')
    // Closed by another between the two questions: the order is free again.
    if (!first) continue
    const known = toCaseRow(context, first)
    const laterClaims = [...known.laterClaims, claim].slice(-mostLaterClaims)
    await db
      .update(cases)
      .set({ claims: seal(context, known.id, { claim: known.claim, laterClaims }) })
      .where(own(cases, platformId, known.id))
    return { row: { ...known, laterClaims }, joined: true }
  }
}

async function list(context: PlatformContext, { limit, after, ...filter }: PageAsk & CaseFilter) {
  const { state, outcome, orderNumber, buyerId, from, until } = filter
  const found = await context.db
    .select()
    .from(cases)
    .where(
      and(
        eq(cases.platformId, context.platformId),
        after === null ? undefined : lt(cases.id, after),
        state === undefined ? undefined : eq(cases.state, state),
        outcome === undefined ? undefined : eq(cases.outcome, outcome),
        orderNumber === undefined ? undefined : eq(cases.orderNumber, orderNumber),
        buyerId === undefined ? undefined : eq(cases.buyerId, buyerId),
        from === undefined ? undefined : gte(cases.createdAt, from),
        until === undefined ? undefined : lt(cases.createdAt, until),
      ),
    )
    .orderBy(desc(cases.id))
    .limit(limit + 1)
  return pageOf(
    found.map((row) => toCaseRow(context, row)),
    limit,
  )
}

async function tallyMerchant({ db, platformId }: PlatformContext, merchantId: string, since: string) {
  const its = and(
    eq(cases.platformId, platformId),
    eq(orders.merchantId, merchantId),
    eq(orders.platformId, cases.platformId),
    eq(orders.number, cases.orderNumber),
  )
  const objected = and(
    eq(caseMoves.platformId, cases.platformId),
    eq(caseMoves.caseId, cases.id),
    eq(caseMoves.name, 'merchant-answered'),
    eq(caseMoves.to, 'arbitration'),
    gte(caseMoves.at, since),
  )
  const [[open], [objections]] = await Promise.all([
    db.select({ count: sql<string>`count(*)` }).from(cases).innerJoin(orders, its).where(ne(cases.state, 'closed')),
    db.select({ count: sql<string>`count(*)` }).from(cases).innerJoin(orders, its).innerJoin(caseMoves, objected),
  ])
  return { open: Number(open?.count ?? 0), objections: Number(objections?.count ?? 0) }
}

async function addMove({ db, platformId, vault }: PlatformContext, caseId: string, move: CaseMoveRow): Promise<void> {
  const said = vault.seal(`move ${caseId} ${move.number}`, move.said)
  const [added] = await db
    .insert(caseMoves)
    .values({ ...move, platformId, caseId, said })
    .onConflictDoNothing()
    .returning({ number: caseMoves.number })
  if (!added) throw new Fault('internal', `move ${move.number} of ${caseId} was made by another`)
}

function seal({ vault }: PlatformContext, caseId: string, claims: SealedClaims): Uint8Array {
  return vault.seal(`claims ${caseId}`, claims)
}

/** The row as the port gives it. */
export function toCaseRow(context: PlatformContext, stored: Stored): CaseRow {
  const { id, revision, orderNumber, buyerId, outcome, judgedRevision, reference, createdAt, updatedAt } = stored
  const plain = { id, revision, orderNumber, buyerId, outcome, judgedRevision, reference, createdAt, updatedAt }
  return { ...plain, ...readLife(context, stored), ...context.vault.unseal<SealedClaims>(`claims ${id}`, stored.claims) }
}
