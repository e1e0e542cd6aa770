import { sweepUnfinished } from '../src/pipeline/sweep-unfinished.js'
import type { JobWorker } from '../src/ports/jobs.js'
import type { WorkerParts } from './worker-parts.js'

/** The next tick tries again. */
export function sweepUnfinishedWorker(parts: WorkerParts): JobWorker<'sweep-unfinished'> {
  return { concurrency: 1, timeoutMs: 60_000, attempts: 1, backoffMs: 1000, handle: () => sweepUnfinished(parts) }
}
