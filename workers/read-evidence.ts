import { readStoredEvidence } from '../src/pipeline/read-stored-evidence.js'
import type { JobWorker } from '../src/ports/jobs.js'
import type { WorkerParts } from './worker-parts.js'

/** As many at a time as there are reading processes; two full tries of the longest recording fit in. */
export function readEvidenceWorker(parts: WorkerParts): JobWorker<'read-evidence'> {
  return {
    concurrency: parts.reader.concurrency,
    timeoutMs: 1_800_000,
    attempts: 10,
    backoffMs: 1000,
    handle: (payload, signal) => readStoredEvidence({ ...parts, quietMs }, payload, signal),
  }
}

/** Files of one claim come one after the other; a verdict on half of them would only be taken back. */
const quietMs = 2000
