import { forgetOld } from '../src/pipeline/forget-old.js'
import type { JobWorker } from '../src/ports/jobs.js'
import type { WorkerParts } from './worker-parts.js'

/** The next tick tries again. */
export function forgetOldWorker(parts: WorkerParts): JobWorker<'forget-old'> {
  return { concurrency: 1, timeoutMs: 600_000, attempts: 1, backoffMs: 1000, handle: () => forgetOld(parts) }
}
