import { type Job, jobIdOf } from '../jobs.js'
import type { PlatformRows } from '../ports/store.js'

interface WhenToRun {
  /** ISO 8601; not before then. */
  readonly runAt?: string
  /** As for `jobIdOf`. */
  readonly turn?: number
}

/** Puts jobs into the outbox, to run after this transaction. */
export async function addJobs(rows: PlatformRows, jobs: readonly Job[], { runAt, turn }: WhenToRun = {}): Promise<void> {
  if (jobs.length === 0) return
  await rows.outbox.add(
    jobs.map((job) => ({
      name: job.name,
      jobId: jobIdOf(job, turn),
      payload: job.payload,
      priority: usualPriority,
      runAt: runAt ?? null,
    })),
  )
}

/** In the middle, so that there is room on both sides. */
const usualPriority = 100
