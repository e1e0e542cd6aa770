import { sendNotice } from '../src/pipeline/send-notice.js'
import type { JobWorker } from '../src/ports/jobs.js'
import type { WorkerParts } from './worker-parts.js'

/** What a provider refuses is planned again by the notice, not by the queue. */
export function sendNoticeWorker(parts: WorkerParts): JobWorker<'send-notice'> {
  return { concurrency: 5, timeoutMs: 60_000, attempts: 10, backoffMs: 500, handle: (payload) => sendNotice(parts, payload) }
}
