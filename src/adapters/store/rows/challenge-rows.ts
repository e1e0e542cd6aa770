import { and, desc, eq } from 'drizzle-orm'
import type { ChallengeRow, ChallengeRows } from '../../../ports/store/buyer-links.js'
import { challenges } from '../buyer-tables.js'
import { newId } from '../new-id.js'
import { only, type PlatformContext } from '../rows-context.js'

/** The one-time codes that buyers were given to film. */
export function challengeRows({ db, platformId }: PlatformContext): ChallengeRows {
  return {
    add: async (challenge) => {
      const values = { ...challenge, id: newId('chl'), platformId }
      return toRow(only((await db.insert(challenges).values(values).returning())[0]))
    },
    list: async (caseId) => {
      const isIts = and(eq(challenges.platformId, platformId), eq(challenges.caseId, caseId))
      return (await db.select().from(challenges).where(isIts).orderBy(desc(challenges.id))).map(toRow)
    },
  }
}

function toRow({ platformId: _, ...row }: typeof challenges.$inferSelect): ChallengeRow {
  return row
}
