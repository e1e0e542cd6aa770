import { and, asc, eq, gt, gte, sql } from 'drizzle-orm'
import type { FactsRows } from '../../../ports/store/facts.js'
import { caseFacts, cases, verdicts } from '../case-tables.js'
import type { PlatformContext } from '../rows-context.js'

/** What a platform's latest verdicts were made of. */
export function factsRows({ db, platformId, vault }: PlatformContext): FactsRows {
  const latest = (since: string | null) =>
    and(
      eq(verdicts.platformId, platformId),
      eq(verdicts.revision, cases.judgedRevision),
      since === null ? undefined : gte(verdicts.createdAt, since),
    )
  const ofCase = and(eq(cases.platformId, verdicts.platformId), eq(cases.id, verdicts.caseId))
  return {
    put: async ({ caseId, revision, extraction, document, judgedAt }) => {
      const kept = { revision, extraction, document: vault.seal(`facts ${caseId}`, document), judgedAt }
      await db
        .insert(caseFacts)
        .values({ platformId, caseId, ...kept })
        .onConflictDoUpdate({ target: [caseFacts.platformId, caseFacts.caseId], set: kept })
    },
    get: async (caseId, revision, extraction) => {
      const [row] = await db
        .select()
        .from(caseFacts)
        .where(
          and(
            eq(caseFacts.platformId, platformId),
            eq(caseFacts.caseId, caseId),
            eq(caseFacts.revision, revision),
            eq(caseFacts.extraction, extraction),
          ),
        )
      return row ? vault.open(`facts ${caseId}`, row.document) : null
    },
    page: async ({ limit, after, since, extraction }) => {
      const rows = await db
        .select({ caseId: verdicts.caseId, revision: verdicts.revision, document: caseFacts.document })
        .from(verdicts)
        .innerJoin(cases, ofCase)
        .leftJoin(
          caseFacts,
          and(
            eq(caseFacts.platformId, verdicts.platformId),
            eq(caseFacts.caseId, verdicts.caseId),
            eq(caseFacts.revision, verdicts.revision),
            eq(caseFacts.extraction, extraction),
          ),
        )
        // Said of both: else each page walks through all cases before it.
        .where(and(latest(since), ...(after === null ? [] : [gt(verdicts.caseId, after), gt(cases.id, after)])))
        .orderBy(asc(verdicts.caseId))
        .limit(limit)
      return rows.map(({ document, ...row }) => ({ ...row, document: document && vault.open(`facts ${row.caseId}`, document) }))
    },
    count: async (since) => {
      const [row] = await db.select({ cases: sql<string>`count(*)` }).from(verdicts).innerJoin(cases, ofCase).where(latest(since))
      return Number(row?.cases ?? 0)
    },
  }
}
