import { judgeShadow } from '../src/pipeline/judge-shadow.js'
import type { JobWorker } from '../src/ports/jobs.js'
import type { WorkerParts } from './worker-parts.js'

/** Milliseconds each; nobody waits for it. */
export function judgeShadowWorker(parts: WorkerParts): JobWorker<'judge-shadow'> {
  return { concurrency: 2, timeoutMs: 60_000, attempts: 5, backoffMs: 1000, handle: (payload) => judgeShadow(parts, payload) }
}
