import type { OutboxRows } from '../../../ports/store/outbox.js'
import { outbox } from '../platform-tables.js'
import type { PlatformContext } from '../rows-context.js'

/** Jobs of a platform on their way to the queue. */
export function outboxRows({ db, platformId, now }: PlatformContext): OutboxRows {
  return {
    add: async (jobs) => {
      if (jobs.length === 0) return
      await db.insert(outbox).values(jobs.map((job) => ({ ...job, platformId, createdAt: now() })))
    },
  }
}
