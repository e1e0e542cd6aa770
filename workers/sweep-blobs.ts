import { sweepBlobs } from '../src/pipeline/sweep-blobs.js'
import type { JobWorker } from '../src/ports/jobs.js'
import type { WorkerParts } from './worker-parts.js'

/** A million blobs are listed in minutes; the next tick goes on where this one did not come to. */
export function sweepBlobsWorker(parts: WorkerParts): JobWorker<'sweep-blobs'> {
  return { concurrency: 1, timeoutMs: 1_800_000, attempts: 1, backoffMs: 1000, handle: () => sweepBlobs(parts) }
}
