import { carryRefund } from '../src/pipeline/carry-refund.js'
import type { JobWorker } from '../src/ports/jobs.js'
import type { WorkerParts } from './worker-parts.js'

/** They wait for the channels most of the time. What a channel does not answer is planned again by the refund, not by the queue. */
export function carryRefundWorker(parts: WorkerParts): JobWorker<'carry-refund'> {
  return { concurrency: 10, timeoutMs: 300_000, attempts: 10, backoffMs: 500, handle: (payload) => carryRefund(parts, payload) }
}
