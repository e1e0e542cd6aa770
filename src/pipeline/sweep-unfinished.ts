import { planPriority } from '../intake/plan-priority.js'
import { type Job, jobIdOf } from '../jobs.js'
import type { JobQueue } from '../ports/jobs.js'
import type { Store } from '../ports/store.js'
import { turnOf } from './move-stored-case.js'

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
  const jobs = await store.inAll(async ({ unfinished }): Promise<Due[]> => {
    const evidence = await unfinished.evidence(before, mostJobs)
    const cases = await unfinished.cases(before, mostJobs)
    const deadlines = await unfinished.deadlines(before, mostJobs)
    const replays = await unfinished.replays(before, mostJobs)
    const shadows = await unfinished.shadows(before, mostJobs)
    const deliveries = await unfinished.deliveries(before, mostJobs)
    const notices = await unfinished.notices(before, mostJobs)
    const decisions = await unfinished.decisions(before, mostJobs)
    const refunds = await unfinished.refunds(before, mostJobs)
    return [
      ...evidence.map(({ platformId, evidenceId, since }) => ({
        name: 'read-evidence' as const,
        payload: { platformId, evidenceId },
        priority: planPriority(since, 'ordinary'),
      })),
      ...cases.map(({ since, ...payload }) => ({ name: 'judge-case' as const, payload, priority: planPriority(since, 'ordinary') })),
      ...deliveries.map((payload) => ({ name: 'deliver-webhook' as const, payload, priority: sweptPriority })),
      ...deadlines.map(({ dueAt, ...payload }) => ({
        name: 'watch-deadline' as const,
        payload,
        priority: sweptPriority,
        turn: turnOf(dueAt),
      })),
      ...decisions.map((payload) => ({ name: 'carry-decision' as const, payload, priority: sweptPriority })),
      ...refunds.map((payload) => ({ name: 'carry-refund' as const, payload, priority: sweptPriority })),
      ...replays.map((payload) => ({ name: 'replay-policy' as const, payload, priority: sweptPriority })),
      ...shadows.map((payload) => ({ name: 'judge-shadow' as const, payload, priority: sweptPriority })),
      ...notices.map((payload) => ({ name: 'send-notice' as const, payload, priority: sweptPriority })),
    ]
  })
  if (jobs.length === 0) return
  const resting = await restingIds(queue, nowMs)
  const due = jobs.map(({ turn, ...job }) => ({ ...job, id: jobIdOf(job, turn) })).filter(({ id }) => !resting.has(id))
  if (due.length > 0) await queue.add(due)
}

/** A job, its place in the queue, and which turn of it. */
type Due = Job & { readonly priority: number; readonly turn?: number }

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
