import { judgeStoredCase } from '../src/pipeline/judge-stored-case.js'
import type { JobWorker } from '../src/ports/jobs.js'
import type { WorkerParts } from './worker-parts.js'

/** Milliseconds each; cases of one platform take turns anyway. */
export function judgeCaseWorker(parts: WorkerParts): JobWorker<'judge-case'> {
  return { concurrency: 4, timeoutMs: 60_000, attempts: 10, backoffMs: 500, handle: (payload) => judgeStoredCase(parts, payload) }
}
