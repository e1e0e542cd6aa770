import { watchDeadline } from '../src/pipeline/watch-deadline.js'
import type { JobWorker } from '../src/ports/jobs.js'
import type { WorkerParts } from './worker-parts.js'

/** Milliseconds each; a deadline that no job passes is passed by the sweep. */
export function watchDeadlineWorker(parts: WorkerParts): JobWorker<'watch-deadline'> {
  return { concurrency: 4, timeoutMs: 60_000, attempts: 10, backoffMs: 500, handle: (payload) => watchDeadline(parts, payload) }
}
