import { deliverWebhook } from '../src/pipeline/deliver-webhook.js'
import type { JobWorker } from '../src/ports/jobs.js'
import type { WorkerParts } from './worker-parts.js'

/** They wait for the endpoints most of the time. What an endpoint refuses is planned again by the delivery, not by the queue. */
export function deliverWebhookWorker(parts: WorkerParts): JobWorker<'deliver-webhook'> {
  return { concurrency: 20, timeoutMs: 60_000, attempts: 10, backoffMs: 500, handle: (payload) => deliverWebhook(parts, payload) }
}
