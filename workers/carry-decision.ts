import { carryDecision } from '../src/pipeline/carry-decision.js'
import type { JobWorker } from '../src/ports/jobs.js'
import type { WorkerParts } from './worker-parts.js'

/** Milliseconds each; a decision that no job carries out is carried out by the sweep. */
export function carryDecisionWorker(parts: WorkerParts): JobWorker<'carry-decision'> {
  return { concurrency: 4, timeoutMs: 60_000, attempts: 10, backoffMs: 500, handle: (payload) => carryDecision(parts, payload) }
}
