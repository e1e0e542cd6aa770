import type { JobPayloads } from '../jobs.js'
import type { Store } from '../ports/store.js'
import { moveStoredCase } from './move-stored-case.js'

interface WatchParts {
  readonly store: Store
  readonly now: () => Date
}

/** Announces a case's deadline that is near, or passes one that is over; a case whose deadline was moved meanwhile stays as it is. */
export async function watchDeadline({ store, now }: WatchParts, { platformId, caseId }: JobPayloads['watch-deadline']): Promise<void> {
  await store.inPlatform(platformId, async (rows) => {
    if (await rows.cases.get(caseId))
      await moveStoredCase(rows, caseId, { is: 'time-passed' }, { actor: 'system', now: now().toISOString() })
  })
}
