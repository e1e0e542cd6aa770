import { and, desc, eq, isNull, lt } from 'drizzle-orm'
import type { PolicyDraft, PolicyDraftRows } from '../../../ports/store/policies.js'
import { newId } from '../new-id.js'
import { policyDrafts } from '../policy-tables.js'
import { only, own, type PlatformContext, pageOf } from '../rows-context.js'

/** The policies of a platform that are being written. */
export function policyDraftRows({ db, platformId, now }: PlatformContext): PolicyDraftRows {
  const at = (draftId: string) => own(policyDrafts, platformId, draftId)
  const unpublished = (draftId: string) => and(at(draftId), isNull(policyDrafts.publishedVersion))
  return {
    add: async (draft) => {
      const row = { id: newId('draft'), platformId, ...draft, createdAt: now(), updatedAt: now() }
      return toDraft(only((await db.insert(policyDrafts).values(row).returning())[0]))
    },
    get: async (draftId) => give((await db.select().from(policyDrafts).where(at(draftId)))[0]),
    lock: async (draftId) => give((await db.select().from(policyDrafts).where(at(draftId)).for('update'))[0]),
    list: async ({ limit, after }) => {
      const rows = await db
        .select()
        .from(policyDrafts)
        .where(and(eq(policyDrafts.platformId, platformId), after === null ? undefined : lt(policyDrafts.id, after)))
        .orderBy(desc(policyDrafts.id))
        .limit(limit + 1)
      return pageOf(rows.map(toDraft), limit)
    },
    change: async (draftId, change) => {
      const [row] = await db
        .update(policyDrafts)
        .set({ ...change, updatedAt: now() })
        .where(unpublished(draftId))
        .returning()
      return give(row)
    },
    remove: async (draftId) => (await db.delete(policyDrafts).where(unpublished(draftId)).returning()).length > 0,
    markPublished: async (draftId, publishedVersion) =>
      (await db.update(policyDrafts).set({ publishedVersion, updatedAt: now() }).where(unpublished(draftId)).returning()).length > 0,
  }
}

type Stored = typeof policyDrafts.$inferSelect

function give(row: Stored | undefined): PolicyDraft | null {
  return row ? toDraft(row) : null
}

function toDraft({ platformId: _, ...draft }: Stored): PolicyDraft {
  return draft
}
