import { availableParallelism } from 'node:os'
import { replayPolicy } from '../src/pipeline/replay-policy.js'
import type { JobWorker } from '../src/ports/jobs.js'
import type { WorkerParts } from './worker-parts.js'

/** One at a time, on as many cores as there are up to four; it goes on where it stood when it is run again. */
export function replayPolicyWorker({ store }: WorkerParts): JobWorker<'replay-policy'> {
  const threads = Math.min(availableParallelism(), 4)
  return {
    concurrency: 1,
    timeoutMs: 3_600_000,
    attempts: 10,
    backoffMs: 1000,
    handle: (payload, signal) => replayPolicy({ store, threads }, payload, signal),
  }
}
