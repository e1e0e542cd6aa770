import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Job, WaitingError, Worker } from 'bullmq'
import { Fault } from '../../errors.js'
import { type JobName, jobNames } from '../../jobs.js'
import type { JobWorkers } from '../../ports/jobs.js'
import { type Engine, queuePrefix, type Tell } from './engine.js'
import { runJob } from './run-job.js'

/** The workers of this process. */
export interface BullWorkers {
  untilReady(): Promise<void>
  pause(): Promise<void>
  close(graceMs: number): Promise<void>
}

/** Starts one BullMQ worker for each job name; they are to be closed also when they are not ready yet. */
export function startBullWorkers(engine: Engine, given: JobWorkers, tell: Tell): BullWorkers {
  const shift: Shift = { ended: false, stop: new AbortController(), running: new Set() }
  // Each job that runs listens to it, and no longer.
  setMaxListeners(0, shift.stop.signal)
  const workers = jobNames.map((name) => startWorker(engine, name, given, shift, tell))
  const pause = async (): Promise<void> => {
    shift.ended = true
    await Promise.all(workers.map((worker) => worker.pause(true)))
  }
  return {
    untilReady: async () => {
      await Promise.all(workers.map((worker) => worker.waitUntilReady()))
    },
    pause,
    close: async (graceMs) => {
      await pause()
      await atMost(graceMs, allEnded(shift))
      shift.stop.abort(new Fault('job-timed-out', 'the process stops'))
      await atMost(recordMs, allEnded(shift))
      // Forced, because a worker that waits for its engine would wait for ever when that is away.
      await atMost(recordMs, Promise.all(workers.map((worker) => worker.close(shift.running.size > 0))))
      await Promise.all(workers.map((worker) => atMost(recordMs, worker.close(true))))
    },
  }
}

/** What all workers of a process share. */
interface Shift {
  /** No job is begun any more. */
  ended: boolean
  readonly stop: AbortController
  readonly running: Set<Promise<void>>
}

/** For the queue to note how a job ended. */
const recordMs = 2000

/** A job whose worker died is given to another after its lock is over and the next look for such jobs. */
const lockMs = 10_000

/** So many workers may die over a job before it is dead: a file that kills its reader must not kill all of them for ever. */
const maxDeaths = 3

function startWorker(engine: Engine, name: JobName, given: JobWorkers, shift: Shift, tell: Tell): Worker {
  const { concurrency, backoffMs } = given[name]
  const worker = new Worker(
    name,
    (job, token) => take(given, job, token, shift),
    {
      connection: engine.forWorkers as never,
      prefix: queuePrefix,
      concurrency,
      lockDuration: lockMs,
      stalledInterval: engine.stalledLookMs,
      drainDelay: engine.idleLookSeconds,
      maxStalledCount: maxDeaths,
      runRetryDelay: 1000,
      settings: { backoffStrategy: (attempts) => waitBefore(attempts, backoffMs) },
    },
    engine.factory as never,
  )
  worker.on('error', (error) => tell(`worker ${name}: ${error.message}`))
  worker.on('failed', (job, error) => {
    if (job?.finishedOn) tell(`job ${job.id} is dead: ${error.message}`)
  })
  return worker
}

async function take(given: JobWorkers, job: Job, token: string | undefined, shift: Shift): Promise<void> {
  if (shift.ended) {
    // A worker that waited for a job when it was paused still gets one.
    await job.moveToWait(token)
    throw new WaitingError()
  }
  const run = runJob(given, job, shift.stop.signal)
  const ended = run.catch(() => undefined)
  shift.running.add(ended)
  try {
    await run
  } finally {
    shift.running.delete(ended)
  }
}

async function allEnded(shift: Shift): Promise<void> {
  while (shift.running.size > 0) await Promise.all(shift.running)
}

async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const timer = new AbortController()
  const late = sleep(ms, undefined, { signal: timer.signal }).catch(() => undefined)
  await Promise.race([work.catch(() => undefined), late])
  timer.abort()
}

const maxWaitMs = 300_000

/** Doubled for each attempt up to five minutes, less up to a half by chance: what failed together is not tried again together. */
function waitBefore(attempts: number, backoffMs: number): number {
  const full = Math.min(backoffMs * 2 ** (attempts - 1), maxWaitMs)
  return Math.max(1, Math.round(full * (1 - Math.random() / 2)))
}
