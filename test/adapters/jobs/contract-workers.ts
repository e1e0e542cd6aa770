import { type JobName, jobIdOf, jobNames } from '../../../src/jobs.js'
import type { JobWorker, JobWorkers, QueuedJob } from '../../../src/ports/jobs.js'

export function job(evidenceId: string, more: { priority?: number; delayMs?: number } = {}): QueuedJob {
  const work = { name: 'read-evidence', payload: { platformId: 'plat_a', evidenceId } } as const
  return { ...work, id: jobIdOf(work), priority: 0, ...more }
}

type ReadWorker = JobWorker<'read-evidence'>

/** Workers that do nothing but what is given for `read-evidence`. */
export function workersThat(handle: ReadWorker['handle'], more: Partial<Omit<ReadWorker, 'handle'>> = {}): JobWorkers {
  const idle: JobWorker<JobName> = { concurrency: 1, timeoutMs: 60_000, attempts: 3, backoffMs: 10, handle: async () => undefined }
  const all = Object.fromEntries(jobNames.map((name) => [name, idle])) as unknown as JobWorkers
  return { ...all, 'read-evidence': { ...idle, ...more, handle } }
}
