import { and, eq } from 'drizzle-orm'
import type { Reading } from '../../../model/reading.js'
import type { ReadingRows } from '../../../ports/store/evidence.js'
import { evidence, readings } from '../case-tables.js'
import { own, type PlatformContext } from '../rows-context.js'

/** What was read from a platform's evidence. */
export function readingRows({ db, platformId, vault, now }: PlatformContext): ReadingRows {
  const open = (row: { evidenceId: string; document: Uint8Array }) => vault.unseal<Reading>(`reading ${row.evidenceId}`, row.document)
  return {
    put: async (evidenceId, reading) => {
      const [read] = await db
        .update(evidence)
        .set({ state: 'read' })
        .where(and(own(evidence, platformId, evidenceId), eq(evidence.state, 'waiting')))
        .returning({ caseId: evidence.caseId })
      if (!read) return false
      const document = vault.seal(`reading ${evidenceId}`, reading)
      await db.insert(readings).values({ evidenceId, platformId, caseId: read.caseId, document, createdAt: now() })
      return true
    },
    get: async (evidenceId) => {
      const [row] = await db
        .select()
        .from(readings)
        .where(and(eq(readings.platformId, platformId), eq(readings.evidenceId, evidenceId)))
      return row ? open(row) : null
    },
    ofCase: async (caseId) => {
      const rows = await db
        .select()
        .from(readings)
        .where(and(eq(readings.platformId, platformId), eq(readings.caseId, caseId)))
      return new Map(rows.map((row) => [row.evidenceId, open(row)]))
    },
  }
}
