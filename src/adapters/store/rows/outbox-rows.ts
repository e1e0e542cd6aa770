import type { OutboxRows } from '../../../ports/store/outbox.js'
import type { PlatformContext } from '../rows-context.js'
import { outbox } from '../tables.js'

/** Jobs of a platform on their way to the queue. */
export function outboxRows({ db, platformId, now }: PlatformContext): OutboxRows {
  return {
    add: async (jobs) => {
      if (jobs.length === 0) return
      await db.insert(outbox).values(jobs.map((job) => ({ ...job, platformId, createdAt: now() })))
    },
  }
}
