import { and, eq, inArray } from 'drizzle-orm'
import type { DecisionRow, DecisionRows } from '../../../ports/store/decisions.js'
import { pendingDecisions } from '../desk-tables.js'
import { newId } from '../new-id.js'
import { own, type PlatformContext } from '../rows-context.js'

type Sealed = Pick<DecisionRow, 'decision' | 'signerWords' | 'because'>

const isOpen = inArray(pendingDecisions.state, ['pending', 'signing'])

/** What people decided on a platform's cases. */
export function decisionRows(context: PlatformContext): DecisionRows {
  const { db, platformId, vault, now } = context
  const at = (decisionId: string) => own(pendingDecisions, platformId, decisionId)
  return {
    add: async ({ decision, ...plain }) => {
      const id = newId('dec')
      const document = vault.seal(`decision ${id}`, { decision, signerWords: null, because: null } satisfies Sealed)
      const [row] = await db
        .insert(pendingDecisions)
        .values({ id, platformId, ...plain, document, createdAt: now(), updatedAt: now() })
        .onConflictDoNothing()
        .returning()
      return row ? toRow(context, row) : null
    },
    get: async (decisionId) => {
      const [row] = await db.select().from(pendingDecisions).where(at(decisionId))
      return row ? toRow(context, row) : null
    },
    openOf: async (caseId) => {
      const ofCase = and(eq(pendingDecisions.platformId, platformId), eq(pendingDecisions.caseId, caseId))
      const [row] = await db.select().from(pendingDecisions).where(and(ofCase, isOpen))
      return row ? toRow(context, row) : null
    },
    change: async (decisionId, { signerWords, because, ...plain }) => {
      const [known] = await db
        .select()
        .from(pendingDecisions)
        .where(and(at(decisionId), isOpen))
        .for('update')
      if (!known) return false
      const sealed = toRow(context, known)
      const words = { signerWords: signerWords ?? sealed.signerWords, because: because ?? sealed.because }
      const document = vault.seal(`decision ${decisionId}`, { decision: sealed.decision, ...words } satisfies Sealed)
      await db
        .update(pendingDecisions)
        .set({ ...plain, document, updatedAt: now() })
        .where(at(decisionId))
      return true
    },
  }
}

function toRow({ vault }: PlatformContext, { platformId: _, document, ...row }: typeof pendingDecisions.$inferSelect): DecisionRow {
  return { ...row, ...vault.unseal<Sealed>(`decision ${row.id}`, document) }
}
