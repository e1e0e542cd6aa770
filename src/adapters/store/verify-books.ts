import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { BooksCheck } from '../../ports/store/ledger.js'
import { ledgerEntries, refunds } from './money-tables.js'
import type { RowsContext } from './rows-context.js'

type Refund = Pick<typeof refunds.$inferSelect, 'id' | 'orderNumber' | 'amountFen' | 'paidInFen' | 'state'>

/**
 * Adds up a platform's books: every posting gives 0; what each account holds is what its refunds say (promised: those
 * under way; paid: those that succeeded); and no order gave back more than came in.
 */
export async function verifyBooks({ db }: RowsContext, platformId: string): Promise<BooksCheck> {
  const mine = eq(ledgerEntries.platformId, platformId)
  const uneven = await db
    .select({ posting: ledgerEntries.posting })
    .from(ledgerEntries)
    .where(mine)
    .groupBy(ledgerEntries.posting)
    .having(sql`sum(${ledgerEntries.amountFen}) <> 0`)
    .limit(mostNamed)
  const [counted] = await db
    .select({ postings: sql<string>`count(DISTINCT ${ledgerEntries.posting})` })
    .from(ledgerEntries)
    .where(mine)
  const sums = await db
    .select({ account: ledgerEntries.account, sumFen: sql<string>`sum(${ledgerEntries.amountFen})` })
    .from(ledgerEntries)
    .where(mine)
    .groupBy(ledgerEntries.account)
  const booked = new Map(sums.map(({ account, sumFen }) => [account, Number(sumFen)]))
  const { expected, overpaid, count } = await expectedOf({ db }, platformId)
  const accounts = new Set([...booked.keys(), ...expected.keys()].filter((account) => !account.startsWith('channel:')))
  const paidFen = [...booked].reduce((sum, [account, fen]) => (account.startsWith('channel:') ? sum + fen : sum), 0)
  const problems = [
    ...uneven.map(({ posting }) => `${posting} does not add up to 0`),
    ...[...accounts].flatMap((account) => differs(account, booked.get(account) ?? 0, expected.get(account) ?? 0)),
    ...differs('channel:*', paidFen, expected.get('channel:*') ?? 0),
    ...overpaid,
  ]
  return { platformId, refunds: count, postings: Number(counted?.postings ?? 0), promisedFen: booked.get('promised') ?? 0, problems }
}

/** So many of a kind are named: the books are broken either way. */
const mostNamed = 100

const refundsAtOnce = 1000

/** What the accounts must hold, by what the refunds say. */
async function expectedOf({ db }: Pick<RowsContext, 'db'>, platformId: string) {
  const expected = new Map<string, number>()
  const add = (account: string, fen: number) => expected.set(account, (expected.get(account) ?? 0) + fen)
  const paidIn = new Map<string, number>()
  let count = 0
  for (let after = ''; ; ) {
    const rows: Refund[] = await db
      .select()
      .from(refunds)
      .where(and(eq(refunds.platformId, platformId), gt(refunds.id, after)))
      .orderBy(asc(refunds.id))
      .limit(refundsAtOnce)
    for (const { orderNumber, amountFen, paidInFen, state } of rows) {
      paidIn.set(orderNumber, Math.max(paidIn.get(orderNumber) ?? 0, paidInFen))
      if (state === 'failed') continue
      add(`order:${orderNumber}`, -amountFen)
      add(state === 'succeeded' ? 'channel:*' : 'promised', amountFen)
    }
    count += rows.length
    after = rows.at(-1)?.id ?? ''
    if (rows.length < refundsAtOnce) break
  }
  const overpaid = [...paidIn].flatMap(([orderNumber, inFen]) => {
    const outFen = -(expected.get(`order:${orderNumber}`) ?? 0)
    return outFen > inFen ? [`the order ${orderNumber} gave back ${outFen} fen of ${inFen}`] : []
  })
  return { expected, overpaid, count }
}

function differs(account: string, bookedFen: number, expectedFen: number): string[] {
  return bookedFen === expectedFen ? [] : [`${account} holds ${bookedFen} fen, its refunds say ${expectedFen}`]
}
