import { relayOutbox } from '../src/pipeline/relay-outbox.js'
import type { JobWorker } from '../src/ports/jobs.js'
import type { WorkerParts } from './worker-parts.js'

/** The next tick tries again. */
export function relayOutboxWorker(parts: WorkerParts): JobWorker<'relay-outbox'> {
  return { concurrency: 1, timeoutMs: 60_000, attempts: 1, backoffMs: 1000, handle: () => relayOutbox(parts) }
}
