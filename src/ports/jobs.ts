import type { Job, JobName, JobPayloads, RepeatedJobName } from '../jobs.js'

/** A job to be run. */
export type QueuedJob = Job & {
  /** By `jobIdOf`: letters, digits, `.`, `_` and `-`. */
  readonly id: string
  /** 0 runs first, then 1, 2 … up to 2,000,000. */
  readonly priority: number
  /** Not before so many milliseconds from now. */
  readonly delayMs?: number
}

/** How one kind of job is run. `handle` is safe to run again: a job may run more than once, also twice at the same time. */
export interface JobWorker<Name extends JobName> {
  /** How many at the same time in this process. */
  readonly concurrency: number
  /** Then `signal` aborts and the job fails with `job-timed-out`. */
  readonly timeoutMs: number
  /** Runs at most, before the job is dead; a fault that says `retry: false` is dead at once. */
  readonly attempts: number
  /** The wait before the second run; doubled for each later one up to five minutes, with jitter. */
  readonly backoffMs: number
  /** `signal` also aborts when the process stops and the time for it is over. */
  handle(payload: JobPayloads[Name], signal: AbortSignal): Promise<void>
}

/** One worker for every job: a job without one does not compile. */
export type JobWorkers = { readonly [Name in JobName]: JobWorker<Name> }

/** A job that failed for good and waits for a person, or to be added again. */
export interface DeadLetter {
  readonly name: JobName
  readonly id: string
  readonly payload: unknown
  /** What the last fault said. */
  readonly because: string
  readonly attempts: number
  /** ISO 8601 in UTC; null when the queue does not know. */
  readonly failedAt: string | null
}

export interface JobCounts {
  readonly waiting: number
  readonly delayed: number
  readonly active: number
  readonly dead: number
}

/**
 * Transport for jobs, nothing more: the tables know what there is to do, and all of the queue may be lost at any time.
 * Every method throws `queue-unreachable`.
 */
export interface JobQueue {
  /**
   * Adds jobs. An id that waits, is delayed or runs is not added again; one that is done is new; one that is dead is
   * driven again with all its attempts. Adding all or some of them again after a fault is safe.
   */
  add(jobs: readonly QueuedJob[]): Promise<void>
  /** Starts running jobs in this process, once. A worker that dies loses its jobs to another within about 15 seconds. */
  work(workers: JobWorkers): Promise<void>
  /** From now until `close`, adds this job every so often: once for all processes together, and not while one still waits. */
  repeat(name: RepeatedJobName, everyMs: number): void
  /** The newest dead letters of each kind, at most so many of each. */
  deadLetters(limit: number): Promise<readonly DeadLetter[]>
  /** Drives a dead letter again; false when it is none (any more). */
  redrive(name: JobName, id: string): Promise<boolean>
  counts(): Promise<Readonly<Record<JobName, JobCounts>>>
  /** Takes no more jobs in this process; those that run go on. */
  pause(): Promise<void>
  /** Takes no more jobs, lets the running ones end within `graceMs`, then aborts and leaves them to be taken over. */
  close(graceMs: number): Promise<void>
}
