import { UnrecoverableError } from 'bullmq'
import { Fault, toFault } from '../../errors.js'
import { type Job, type JobName, type JobPayloads, parseJob } from '../../jobs.js'
import type { JobWorker, JobWorkers } from '../../ports/jobs.js'

/** A job as it comes out of the queue: nothing of it is trusted. */
export interface TakenJob {
  readonly name: string
  readonly data: unknown
  /** Runs that ended in a fault before this one. */
  readonly attemptsMade: number
}

/**
 * Runs a job once, under its time limit and until `stop` aborts. A fault that is not to be tried again, or the last of
 * all attempts, is thrown as BullMQ's `UnrecoverableError`: the job is dead then.
 */
export async function runJob(workers: JobWorkers, taken: TakenJob, stop: AbortSignal): Promise<void> {
  try {
    const job = parseJob(taken.name, taken.data)
    await withinTime(workers[job.name].timeoutMs, stop, (signal) => handle(workers, job, signal))
  } catch (thrown) {
    const fault = toFault(thrown)
    const because = `${fault.code}: ${fault.detail}`
    if (!fault.retry || taken.attemptsMade + 1 >= attemptsOf(workers, taken.name)) throw new UnrecoverableError(because)
    throw new Error(because, { cause: fault })
  }
}

function handle<Name extends JobName>(workers: JobWorkers, job: Job<Name>, signal: AbortSignal): Promise<void> {
  const worker: JobWorker<Name> = workers[job.name]
  return worker.handle(job.payload as JobPayloads[Name], signal)
}

function attemptsOf(workers: JobWorkers, name: string): number {
  return Object.entries(workers).find(([known]) => known === name)?.[1].attempts ?? 1
}

/** Does not wait for work that ignores its signal: a job that hangs must not hold its place for ever. */
async function withinTime(timeoutMs: number, stop: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  // Not `AbortSignal.any`: Node keeps its signals, and all that hangs on them, for as long as `stop` lives.
  const ending = new AbortController()
  const { signal } = ending
  const end = () => ending.abort(stop.reason)
  if (stop.aborted) end()
  else stop.addEventListener('abort', end)
  const timer = setTimeout(() => ending.abort(new Fault('job-timed-out', `not done after ${timeoutMs} ms`)), timeoutMs)
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  try {
    await Promise.race([work(signal), aborted])
  } finally {
    clearTimeout(timer)
    stop.removeEventListener('abort', end)
    aborted.catch(() => undefined)
  }
}
