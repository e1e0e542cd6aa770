import { and, desc, eq } from 'drizzle-orm'
import type { Verdict } from '../../../model/verdict.js'
import type { JudgedBy, VerdictRow, VerdictRows } from '../../../ports/store/verdicts.js'
import { cases, verdicts } from '../case-tables.js'
import { newId } from '../new-id.js'
import { countOn, own, type PlatformContext } from '../rows-context.js'

interface Sealed {
  readonly verdict: Verdict
  readonly judgedBy: JudgedBy
}

/** The verdicts on a platform's cases. */
export function verdictRows(context: PlatformContext): VerdictRows {
  const { db, platformId, vault } = context
  const ofCase = (caseId: string) => and(eq(verdicts.platformId, platformId), eq(verdicts.caseId, caseId))
  const toRow = ({ id, caseId, revision, createdAt, document }: typeof verdicts.$inferSelect): VerdictRow => ({
    id,
    caseId,
    revision,
    ...vault.unseal<Sealed>(`verdict ${id}`, document),
    createdAt,
  })
  return {
    takeTurn: async () => {
      await countOn(context, 'judgements')
    },
    insert: async ({ caseId, revision, verdict, judgedBy }) => {
      // In this order, in one go: whoever else judges it has ended when the case is locked.
      const [[its], [known]] = await Promise.all([
        db
          .select({ revision: cases.revision })
          .from(cases)
          .where(own(cases, platformId, caseId))
          .for('update'),
        db
          .select()
          .from(verdicts)
          .where(and(ofCase(caseId), eq(verdicts.revision, revision))),
      ])
      if (!its) return null
      if (known) return { row: toRow(known), first: false }
      if (its.revision !== revision) return null
      const id = newId('ver')
      const createdAt = context.now()
      const { outcome, rule, policyVersion, confidence } = verdict
      const document = vault.seal(`verdict ${id}`, { verdict, judgedBy })
      await Promise.all([
        db.insert(verdicts).values({ id, platformId, caseId, revision, outcome, rule, policyVersion, confidence, document, createdAt }),
        db
          .update(cases)
          .set({ outcome, judgedRevision: revision, updatedAt: createdAt })
          .where(own(cases, platformId, caseId)),
      ])
      return { row: { id, caseId, revision, verdict, judgedBy, createdAt }, first: true }
    },
    latest: async (caseId) => {
      const [row] = await db.select().from(verdicts).where(ofCase(caseId)).orderBy(desc(verdicts.revision)).limit(1)
      return row ? toRow(row) : null
    },
    list: async (caseId) => (await db.select().from(verdicts).where(ofCase(caseId)).orderBy(desc(verdicts.revision))).map(toRow),
  }
}
