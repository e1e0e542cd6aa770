import { type Job, jobIdOf } from '../jobs.js'
import type { PlatformRows } from '../ports/store.js'

interface WhenToRun {
  /** ISO 8601; not before then. */
  readonly runAt?: string
  /** As for `jobIdOf`. */
  readonly turn?: number
  /** As the queue counts, lower first (`plan-priority`); left out: in the order in which they were added. */
  readonly priority?: number
}

/** Puts jobs into the outbox, to run after this transaction. */
export async function addJobs(
  rows: PlatformRows,
  jobs: readonly Job[],
  { runAt, turn, priority = usualPriority }: WhenToRun = {},
): Promise<void> {
  if (jobs.length === 0) return
  await rows.outbox.add(
    jobs.map((job) => ({
      name: job.name,
      jobId: jobIdOf(job, turn),
      payload: job.payload,
      priority,
      runAt: runAt ?? null,
    })),
  )
}

/** The same for all whose queue is short: deliveries wait for nothing but the network. */
const usualPriority = 100
