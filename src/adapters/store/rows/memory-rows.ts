import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import type { CaseMemory, CaseTrace } from '../../../ports.js'
import { compareTraces, keyOf } from '../../case-memory/compare-traces.js'
import { memoryCases, memoryMarks, memoryShots } from '../memory-tables.js'
import type { PlatformContext } from '../rows-context.js'

const phashForm = /^[0-9a-f]{256}$/

/**
 * What a platform's earlier cases brought. Cases are found by keyed marks of values, files and image ids and by the
 * distance of shots; what exactly was seen is told by their traces, as in the memory of one run.
 */
export function memoryRows(context: PlatformContext): CaseMemory {
  const { db, platformId, vault } = context
  const place = (caseId: string) => `trace ${platformId} ${caseId}`
  return {
    lookUp: async (trace, sameShotBits) => {
      const found = new Set((await Promise.all([casesByMark(context, trace), casesByShot(context, trace, sameShotBits)])).flat())
      if (found.size === 0) return []
      const rows = await db
        .select()
        .from(memoryCases)
        .where(and(eq(memoryCases.platformId, platformId), inArray(memoryCases.caseId, [...found])))
        .orderBy(asc(memoryCases.id))
      return rows.flatMap((row) => compareTraces(trace, vault.unseal<CaseTrace>(place(row.caseId), row.trace), sameShotBits))
    },
    remember: async (trace) => {
      const { caseId } = trace
      const sealed = vault.seal(place(caseId), trace)
      const marks = marksOf(context, trace).map((mark) => ({ platformId, caseId, mark }))
      const shots = shotsOf(trace).map((phash) => ({ platformId, caseId, phash: sql`('x' || ${phash})::bit(1024)` }))
      // In this order, in one go.
      await Promise.all([
        db
          .insert(memoryCases)
          .values({ platformId, caseId, trace: sealed })
          .onConflictDoUpdate({ target: [memoryCases.platformId, memoryCases.caseId], set: { trace: sealed } }),
        db.delete(memoryMarks).where(and(eq(memoryMarks.platformId, platformId), eq(memoryMarks.caseId, caseId))),
        db.delete(memoryShots).where(and(eq(memoryShots.platformId, platformId), eq(memoryShots.caseId, caseId))),
        ...(marks.length > 0 ? [db.insert(memoryMarks).values(marks)] : []),
        ...(shots.length > 0 ? [db.insert(memoryShots).values(shots)] : []),
      ])
    },
  }
}

async function casesByMark(context: PlatformContext, trace: CaseTrace): Promise<string[]> {
  const marks = marksOf(context, trace)
  if (marks.length === 0) return []
  const rows = await context.db
    .selectDistinct({ caseId: memoryMarks.caseId })
    .from(memoryMarks)
    .where(and(eq(memoryMarks.platformId, context.platformId), inArray(memoryMarks.mark, marks)))
  return rows.map(({ caseId }) => caseId)
}

async function casesByShot({ db, platformId }: PlatformContext, trace: CaseTrace, sameShotBits: number): Promise<string[]> {
  const shots = shotsOf(trace)
  if (shots.length === 0) return []
  // All of them are held against each kept one in a single look through the table.
  const isSame = shots.map((phash) => sql`bit_count(${memoryShots.phash} # ('x' || ${phash})::bit(1024)) <= ${sameShotBits}`)
  const found = await db
    .selectDistinct({ caseId: memoryShots.caseId })
    .from(memoryShots)
    .where(and(eq(memoryShots.platformId, platformId), or(...isSame)))
  return found.map(({ caseId }) => caseId)
}

/** Keyed: who reads the table learns no order number and no key from it. Per platform: nobody's mark says anything about another's. */
function marksOf({ vault, platformId }: PlatformContext, trace: CaseTrace): string[] {
  const values = [...trace.claimed, ...trace.pieces.flatMap((piece) => piece.values)].map((value) => `value ${keyOf(value)}`)
  const files = trace.pieces.map(({ sha256 }) => `file ${sha256}`)
  const images = trace.pieces.flatMap(({ imageUniqueId }) => (imageUniqueId ? [`image ${imageUniqueId}`] : []))
  return [...new Set([...values, ...files, ...images])].map((text) => vault.mark(`${platformId} ${text}`))
}

function shotsOf(trace: CaseTrace): string[] {
  return [...new Set(trace.pieces.flatMap(({ phash }) => (phash && phashForm.test(phash) ? [phash] : [])))]
}
