import { and, asc, desc, eq, inArray, lt } from 'drizzle-orm'
import type { ComplaintRow, ComplaintRows, NewComplaint } from '../../../ports/store/complaints.js'
import { complaintMarks, complaints } from '../money-tables.js'
import { newId } from '../new-id.js'
import { only, own, type PlatformContext, pageOf } from '../rows-context.js'

type Sealed = Pick<NewComplaint, 'payments' | 'words'>

/** The complaints that the payment channels told a platform. */
export function complaintRows(context: PlatformContext): ComplaintRows {
  const { db, platformId, vault } = context
  return {
    put: (complaint) => put(context, complaint),
    get: async (complaintId) => {
      const [row] = await db
        .select()
        .from(complaints)
        .where(own(complaints, platformId, complaintId))
      return row ? toRow(context, row) : null
    },
    ofPayment: async (numbers) => {
      if (numbers.length === 0) return []
      const marks = numbers.map((number) => vault.mark(`payment ${number}`))
      const marked = db
        .select({ id: complaintMarks.complaintId })
        .from(complaintMarks)
        .where(and(eq(complaintMarks.platformId, platformId), inArray(complaintMarks.mark, marks)))
      const found = await db
        .select()
        .from(complaints)
        .where(and(eq(complaints.platformId, platformId), inArray(complaints.id, marked)))
        .orderBy(asc(complaints.id))
      return found.map((row) => toRow(context, row))
    },
    list: async ({ limit, after, state }) => {
      const found = await db
        .select()
        .from(complaints)
        .where(
          and(
            eq(complaints.platformId, platformId),
            after === null ? undefined : lt(complaints.id, after),
            state === undefined ? undefined : eq(complaints.state, state),
          ),
        )
        .orderBy(desc(complaints.id))
        .limit(limit + 1)
      return pageOf(
        found.map((row) => toRow(context, row)),
        limit,
      )
    },
  }
}

async function put(context: PlatformContext, { payments, words, ...plain }: NewComplaint) {
  const { db, platformId, vault } = context
  const id = newId('cmp')
  const now = context.now()
  const seal = (ofId: string) => vault.seal(`complaint ${ofId}`, { payments, words } satisfies Sealed)
  const [created] = await db
    .insert(complaints)
    .values({ id, platformId, ...plain, document: seal(id), createdAt: now, updatedAt: now })
    .onConflictDoNothing({ target: [complaints.platformId, complaints.channel, complaints.number] })
    .returning()
  if (created) {
    await markPayments(context, id, payments)
    return { row: toRow(context, created), changed: true }
  }
  const here = and(eq(complaints.platformId, platformId), eq(complaints.channel, plain.channel), eq(complaints.number, plain.number))
  const known = only((await db.select().from(complaints).where(here).for('update'))[0])
  if (Date.parse(known.at) >= Date.parse(plain.at)) return { row: toRow(context, known), changed: false }
  await markPayments(context, known.id, payments)
  const [updated] = await db
    .update(complaints)
    .set({ state: plain.state, at: plain.at, document: seal(known.id), updatedAt: now })
    .where(here)
    .returning()
  return { row: toRow(context, only(updated)), changed: known.state !== plain.state }
}

async function markPayments({ db, platformId, vault }: PlatformContext, complaintId: string, payments: NewComplaint['payments']) {
  const numbers = payments.flatMap(({ paymentNumber, merchantOrderNumber }) => [paymentNumber, merchantOrderNumber])
  // The same marks as orders carry: one number, one mark.
  const marks = [...new Set(numbers)].flatMap((number) => (number === null ? [] : [vault.mark(`payment ${number}`)])).sort()
  if (marks.length === 0) return
  await db
    .insert(complaintMarks)
    .values(marks.map((mark) => ({ platformId, mark, complaintId })))
    .onConflictDoNothing()
}

function toRow({ vault }: PlatformContext, { platformId: _, document, ...row }: typeof complaints.$inferSelect): ComplaintRow {
  return { ...row, ...vault.unseal<Sealed>(`complaint ${row.id}`, document) }
}
