import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm'
import type { MoveSaid } from '../../../model/case-life.js'
import type { Claim } from '../../../model/claim.js'
import type { DecisionRow } from '../../../ports/store/decisions.js'
import type { DeletionRow, DeletionRows } from '../../../ports/store/deletions.js'
import type { VerdictRow } from '../../../ports/store/verdicts.js'
import { caseFacts, caseMoves, cases, evidence, readings, verdicts } from '../case-tables.js'
import { caseNotes, pendingDecisions } from '../desk-tables.js'
import { deliveries, events } from '../event-tables.js'
import { memoryCases } from '../memory-tables.js'
import { newId } from '../new-id.js'
import { deletions } from '../platform-tables.js'
import { own, type PlatformContext, pageOf } from '../rows-context.js'
import { readLife, sealAnswer } from './life-columns.js'

type Change = Parameters<DeletionRows['rewrite']>[1]

/** What a platform's cases no longer hold. */
export function deletionRows(context: PlatformContext): DeletionRows {
  const { db, platformId, now } = context
  return {
    due: async (what, before, { limit, after }) => {
      const noted = db
        .select({ one: sql`1` })
        .from(deletions)
        .where(and(eq(deletions.platformId, platformId), eq(deletions.subject, cases.id), eq(deletions.what, what)))
      const isDue = and(eq(cases.platformId, platformId), eq(cases.state, 'closed'), lt(cases.updatedAt, before))
      const rows = await db
        .select({ id: cases.id })
        .from(cases)
        .where(and(isDue, after === null ? undefined : gt(cases.id, after), sql`NOT EXISTS ${noted}`))
        .orderBy(asc(cases.id))
        .limit(limit)
      return rows.map(({ id }) => id)
    },
    note: async (deletion) => {
      const row = { id: newId('gone'), platformId, ...deletion, createdAt: now() }
      return (await db.insert(deletions).values(row).onConflictDoNothing().returning({ id: deletions.id })).length > 0
    },
    list: async ({ limit, after, subject }) => {
      const rows = await db
        .select()
        .from(deletions)
        .where(
          and(
            eq(deletions.platformId, platformId),
            after === null ? undefined : lt(deletions.id, after),
            subject === undefined ? undefined : eq(deletions.subject, subject),
          ),
        )
        .orderBy(desc(deletions.id))
        .limit(limit + 1)
      return pageOf(
        rows.map(({ platformId: _, ...row }): DeletionRow => row),
        limit,
      )
    },
    dropEvidence: async (caseId) => {
      const gone = await db
        .update(evidence)
        .set({ state: 'deleted', fileName: '', faultTitle: null, faultCode: null })
        .where(and(eq(evidence.platformId, platformId), eq(evidence.caseId, caseId)))
        .returning({ blobKey: evidence.blobKey })
      return gone.map(({ blobKey }) => blobKey)
    },
    dropReadings: async (caseId) => {
      const ofCase = (table: typeof readings | typeof caseFacts | typeof memoryCases | typeof deliveries) =>
        and(eq(table.platformId, platformId), eq(table.caseId, caseId))
      await db.delete(caseFacts).where(ofCase(caseFacts))
      await db.delete(memoryCases).where(ofCase(memoryCases))
      await db.update(deliveries).set({ lastAnswer: null }).where(ofCase(deliveries))
      return (await db.delete(readings).where(ofCase(readings)).returning({ id: readings.evidenceId })).length
    },
    rewrite: async (caseId, change) => {
      await rewriteCase(context, caseId, change)
      await rewriteVerdicts(context, caseId, change)
      await rewriteEvents(context, caseId, change)
      if (change.silences) {
        await silenceMoves(context, caseId)
        await silenceDesk(context, caseId)
      }
    },
  }
}

async function silenceMoves({ db, platformId, vault }: PlatformContext, caseId: string): Promise<void> {
  const ofCase = and(eq(caseMoves.platformId, platformId), eq(caseMoves.caseId, caseId))
  for (const { number, said } of await db.select().from(caseMoves).where(ofCase)) {
    const place = `move ${caseId} ${number}`
    const { words: _words, because: _because, ...kept } = vault.unseal<MoveSaid>(place, said)
    await db
      .update(caseMoves)
      .set({ said: vault.seal(place, kept) })
      .where(and(ofCase, eq(caseMoves.number, number)))
  }
}

/** Notes go as a whole; of a decision stays what was decided. */
async function silenceDesk({ db, platformId, vault }: PlatformContext, caseId: string): Promise<void> {
  await db.delete(caseNotes).where(and(eq(caseNotes.platformId, platformId), eq(caseNotes.caseId, caseId)))
  const ofCase = and(eq(pendingDecisions.platformId, platformId), eq(pendingDecisions.caseId, caseId))
  for (const { id, document } of await db.select().from(pendingDecisions).where(ofCase)) {
    const place = `decision ${id}`
    const kept = vault.unseal<Pick<DecisionRow, 'decision' | 'signerWords' | 'because'>>(place, document)
    const silent = { decision: { ...kept.decision, words: '' }, signerWords: null, because: null }
    await db
      .update(pendingDecisions)
      .set({ document: vault.seal(place, silent) })
      .where(own(pendingDecisions, platformId, id))
  }
}

async function rewriteCase(context: PlatformContext, caseId: string, { claim, unlink, silences }: Change): Promise<void> {
  const { db, platformId, vault } = context
  const isCase = own(cases, platformId, caseId)
  const [row] = await db.select().from(cases).where(isCase).for('update')
  if (!row) return
  const place = `claims ${caseId}`
  const known = vault.unseal<{ claim: Claim; laterClaims: readonly Claim[] }>(place, row.claims)
  const answer = readLife(context, row).merchantAnswer
  const claims = vault.seal(place, { claim: claim(known.claim), laterClaims: known.laterClaims.map(claim) })
  await db
    .update(cases)
    .set({
      claims,
      ...(silences && answer ? { merchantAnswer: sealAnswer(context, caseId, { ...answer, words: '' }) } : {}),
      ...(unlink ? { buyerId: claim(known.claim).buyerId, reference: null } : {}),
    })
    .where(isCase)
}

async function rewriteVerdicts({ db, platformId, vault }: PlatformContext, caseId: string, { verdict }: Change): Promise<void> {
  const ofCase = and(eq(verdicts.platformId, platformId), eq(verdicts.caseId, caseId))
  for (const { id, document } of await db.select().from(verdicts).where(ofCase)) {
    const place = `verdict ${id}`
    const kept = vault.unseal<Pick<VerdictRow, 'verdict' | 'judgedBy'>>(place, document)
    await db
      .update(verdicts)
      .set({ document: vault.seal(place, verdict(kept)) })
      .where(own(verdicts, platformId, id))
  }
}

async function rewriteEvents({ db, platformId }: PlatformContext, caseId: string, { event }: Change): Promise<void> {
  const ofCase = and(eq(events.platformId, platformId), eq(events.caseId, caseId))
  for (const { id, data } of await db.select({ id: events.id, data: events.data }).from(events).where(ofCase)) {
    await db
      .update(events)
      .set({ data: event(data) })
      .where(own(events, platformId, id))
  }
}
