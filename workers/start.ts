import type { RepeatedJobName } from '../src/jobs.js'
import type { JobWorkers } from '../src/ports/jobs.js'
import { carryDecisionWorker } from './carry-decision.js'
import { carryRefundWorker } from './carry-refund.js'
import { deliverWebhookWorker } from './deliver-webhook.js'
import { enforceRetentionWorker } from './enforce-retention.js'
import { forgetOldWorker } from './forget-old.js'
import { judgeCaseWorker } from './judge-case.js'
import { judgeShadowWorker } from './judge-shadow.js'
import { readEvidenceWorker } from './read-evidence.js'
import { relayOutboxWorker } from './relay-outbox.js'
import { replayPolicyWorker } from './replay-policy.js'
import { sendNoticeWorker } from './send-notice.js'
import { sweepBlobsWorker } from './sweep-blobs.js'
import { sweepUnfinishedWorker } from './sweep-unfinished.js'
import { watchDeadlineWorker } from './watch-deadline.js'
import type { WorkerParts } from './worker-parts.js'

/** Starts every worker and the clock of those that run by it; the queue's `close` ends them. Throws `queue-unreachable`. */
export async function startWorkers(parts: WorkerParts): Promise<void> {
  const workers: JobWorkers = {
    'read-evidence': readEvidenceWorker(parts),
    'judge-case': judgeCaseWorker(parts),
    'deliver-webhook': deliverWebhookWorker(parts),
    'watch-deadline': watchDeadlineWorker(parts),
    'carry-refund': carryRefundWorker(parts),
    'carry-decision': carryDecisionWorker(parts),
    'replay-policy': replayPolicyWorker(parts),
    'judge-shadow': judgeShadowWorker(parts),
    'send-notice': sendNoticeWorker(parts),
    'relay-outbox': relayOutboxWorker(parts),
    'sweep-unfinished': sweepUnfinishedWorker(parts),
    'sweep-blobs': sweepBlobsWorker(parts),
    'forget-old': forgetOldWorker(parts),
    'enforce-retention': enforceRetentionWorker(parts),
  }
  await parts.queue.work(workers)
  for (const name of Object.keys(everyMs) as RepeatedJobName[]) parts.queue.repeat(name, everyMs[name])
}

/** The relay runs at once after what it has to relay; its clock is for what was left when a process ended. */
const everyMs: Readonly<Record<RepeatedJobName, number>> = {
  'relay-outbox': 2000,
  'sweep-unfinished': 10_000,
  'sweep-blobs': 3_600_000,
  'forget-old': 3_600_000,
  'enforce-retention': 86_400_000,
}
