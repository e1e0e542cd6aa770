import { type Job, jobIdOf } from '../jobs.js'
import type { JobQueue } from '../ports/jobs.js'
import type { Store } from '../ports/store.js'

export interface SweepParts {
  readonly store: Store
  readonly queue: Pick<JobQueue, 'add' | 'deadLetters'>
  readonly now: () => Date
}

/**
 * Adds the jobs that the tables say are not done: the queue may have lost them. One that is in the queue is not added
 * again; one that is dead rests for a while before it is driven again.
 */
export async function sweepUnfinished({ store, queue, now }: SweepParts): Promise<void> {
  const nowMs = now().getTime()
  const before = new Date(nowMs - waitsMs).toISOString()
  const jobs = await store.inAll(async ({ unfinished }): Promise<Job[]> => {
    const evidence = await unfinished.evidence(before, mostJobs)
    const cases = await unfinished.cases(before, mostJobs)
    const deliveries = await unfinished.deliveries(before, mostJobs)
    const notices = await unfinished.notices(before, mostJobs)
    return [
      ...evidence.map(({ platformId, evidenceId }) => ({ name: 'read-evidence' as const, payload: { platformId, evidenceId } })),
      ...cases.map((payload) => ({ name: 'judge-case' as const, payload })),
      ...deliveries.map((payload) => ({ name: 'deliver-webhook' as const, payload })),
      ...notices.map((payload) => ({ name: 'send-notice' as const, payload })),
    ]
  })
  if (jobs.length === 0) return
  const resting = await restingIds(queue, nowMs)
  const due = jobs.map((job) => ({ ...job, id: jobIdOf(job), priority: sweptPriority })).filter(({ id }) => !resting.has(id))
  if (due.length > 0) await queue.add(due)
}

/** Longer than a job takes from the outbox into the queue. */
const waitsMs = 10_000

const mostJobs = 500

/** Before what is new: it has waited already. */
const sweptPriority = 50

const restMs = 600_000

/** Jobs that died lately: a person shall see them, and what is broken shall have time to be mended. */
async function restingIds(queue: SweepParts['queue'], nowMs: number): Promise<ReadonlySet<string>> {
  const dead = await queue.deadLetters(mostJobs)
  return new Set(dead.flatMap(({ id, failedAt }) => (failedAt !== null && Date.parse(failedAt) > nowMs - restMs ? [id] : [])))
}
