import { enforceRetention } from '../src/pipeline/enforce-retention.js'
import type { JobWorker } from '../src/ports/jobs.js'
import type { WorkerParts } from './worker-parts.js'

/** What one run does not come to, the next one does. */
export function enforceRetentionWorker(parts: WorkerParts): JobWorker<'enforce-retention'> {
  return { concurrency: 1, timeoutMs: 3_600_000, attempts: 3, backoffMs: 60_000, handle: () => enforceRetention(parts) }
}
