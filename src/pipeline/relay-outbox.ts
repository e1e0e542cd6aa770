import { type Fault, toFault } from '../errors.js'
import { parseJob } from '../jobs.js'
import type { JobQueue, QueuedJob } from '../ports/jobs.js'
import type { OutboxRow } from '../ports/store/outbox.js'
import type { Store } from '../ports/store.js'

export interface RelayParts {
  readonly store: Store
  readonly queue: Pick<JobQueue, 'add'>
  readonly now: () => Date
}

/**
 * Moves all jobs from the outbox into the queue. Two at once may add the same job, which is safe; a job whose mark was
 * lost is added again. Throws `job-invalid` after all others when one is of no known form.
 * The queue is not asked within the transaction: embedded, it waits for the same database.
 */
export async function relayOutbox({ store, queue, now }: RelayParts): Promise<void> {
  for (;;) {
    const rows = await store.inAll(({ outbox }) => outbox.take(batchRows))
    if (rows.length === 0) return
    const nowMs = now().getTime()
    const read = rows.map((row) => readRow(row, nowMs))
    await queue.add(read.flatMap((one) => ('job' in one ? [one.job] : [])))
    await store.inAll(({ outbox }) => outbox.markSent(rows.map(({ id }) => id)))
    const fault = read.find((one) => 'fault' in one)?.fault
    if (fault) throw fault
    if (rows.length < batchRows) return
  }
}

const batchRows = 200

/** A job of another form, of a later version perhaps, must not hold up those behind it. */
function readRow(row: OutboxRow, nowMs: number): { readonly job: QueuedJob; readonly fault?: never } | { readonly fault: Fault } {
  const { name, payload, jobId, priority, runAt } = row
  const delayMs = runAt === null ? 0 : Math.max(0, Date.parse(runAt) - nowMs)
  try {
    return { job: { ...parseJob(name, payload), id: jobId, priority, delayMs } }
  } catch (thrown) {
    return { fault: toFault(thrown) }
  }
}
