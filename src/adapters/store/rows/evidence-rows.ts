import { and, asc, eq } from 'drizzle-orm'
import type { EvidenceRow, EvidenceRows } from '../../../ports/store/evidence.js'
import { cases, evidence } from '../case-tables.js'
import { newId } from '../new-id.js'
import { only, own, type PlatformContext } from '../rows-context.js'

/** The evidence of a platform's cases. */
export function evidenceRows({ db, platformId, now }: PlatformContext): EvidenceRows {
  return {
    add: async (piece) => {
      const [its] = await db
        .select({ id: cases.id })
        .from(cases)
        .where(own(cases, platformId, piece.caseId))
      if (!its) return null
      const [added] = await db
        .insert(evidence)
        .values({ id: newId('ev'), platformId, ...piece, state: 'waiting', createdAt: now() })
        .onConflictDoNothing({ target: [evidence.platformId, evidence.caseId, evidence.sha256] })
        .returning()
      if (added) return { row: toRow(added), again: false }
      const [known] = await db
        .select()
        .from(evidence)
        .where(and(eq(evidence.platformId, platformId), eq(evidence.caseId, piece.caseId), eq(evidence.sha256, piece.sha256)))
      return { row: toRow(only(known)), again: true }
    },
    get: async (evidenceId) => {
      const [row] = await db
        .select()
        .from(evidence)
        .where(own(evidence, platformId, evidenceId))
      return row ? toRow(row) : null
    },
    list: async (caseId) => {
      const rows = await db
        .select()
        .from(evidence)
        .where(and(eq(evidence.platformId, platformId), eq(evidence.caseId, caseId)))
        .orderBy(asc(evidence.id))
      return rows.map(toRow)
    },
    markFaulty: async (evidenceId, { code, title }) => {
      const rows = await db
        .update(evidence)
        .set({ state: 'faulty', faultCode: code, faultTitle: title })
        .where(and(own(evidence, platformId, evidenceId), eq(evidence.state, 'waiting')))
        .returning({ id: evidence.id })
      return rows.length > 0
    },
  }
}

function toRow({ platformId: _, faultCode, faultTitle, ...row }: typeof evidence.$inferSelect): EvidenceRow {
  return { ...row, fault: faultCode === null ? null : { code: faultCode, title: faultTitle ?? '' } }
}
