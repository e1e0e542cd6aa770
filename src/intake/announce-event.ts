import type { EventType } from '../ports/store/endpoints.js'
import type { OrderRow } from '../ports/store/orders.js'
import type { PlatformRows } from '../ports/store.js'
import { addJobs } from './add-jobs.js'
import { planNotices } from './plan-notices.js'

/**
 * Adds an event, the jobs that deliver it and the notices of it, once for a `key`; the last thing a transaction does but the audit.
 * `order`: the case's, null where none is known; left out, it is asked for.
 */
export async function announceEvent(
  rows: PlatformRows,
  event: { readonly type: EventType; readonly caseId: string | null; readonly data: unknown; readonly key: string },
  order?: OrderRow | null,
): Promise<void> {
  const added = await rows.events.append(event)
  if (added) await planNotices(rows, added.row, order)
  await addJobs(
    rows,
    (added?.deliveryIds ?? []).map((deliveryId) => ({
      name: 'deliver-webhook',
      payload: { platformId: rows.platformId, deliveryId },
    })),
  )
}
