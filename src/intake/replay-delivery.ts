import type { DeliveryRow } from '../ports/store/events.js'
import type { PlatformRows } from '../ports/store.js'
import { addJobs } from './add-jobs.js'

/** Sends an event to its endpoint once more, whatever became of it before. Null when there is no such delivery. */
export async function replayDelivery(rows: PlatformRows, deliveryId: string, now: string, actor: string): Promise<DeliveryRow | null> {
  const row = await rows.deliveries.replay(deliveryId, now)
  if (!row) return null
  await addJobs(rows, [{ name: 'deliver-webhook', payload: { platformId: rows.platformId, deliveryId } }])
  await rows.audit.append({ actor, action: 'delivery.replayed', subject: deliveryId, details: { eventId: row.eventId } })
  return row
}
