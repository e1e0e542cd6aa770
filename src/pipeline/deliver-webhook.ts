import { planRedelivery } from '../act/plan-redelivery.js'
import { toFault } from '../errors.js'
import { addJobs } from '../intake/add-jobs.js'
import type { JobPayloads } from '../jobs.js'
import type { DeliveryAnswer, EventRow, TakenDelivery } from '../ports/store/events.js'
import type { PlatformRows, Store } from '../ports/store.js'
import type { WebhookSender } from '../ports/webhooks.js'

export interface DeliveryParts {
  readonly store: Store
  readonly webhooks: WebhookSender
  readonly now: () => Date
}

type Taken = Extract<TakenDelivery, { is: 'taken' }>

/**
 * Sends an event to its endpoint when it is its turn, and keeps what came back: then the next of the same case is woken,
 * or this one is planned again. A delivery that is settled, not due or held by another does nothing.
 */
export async function deliverWebhook(parts: DeliveryParts, { platformId, deliveryId }: JobPayloads['deliver-webhook']): Promise<void> {
  const { store, now } = parts
  const due = new Date(now().getTime() + skewMs).toISOString()
  const taken = await store.inPlatform(platformId, ({ deliveries }) => deliveries.take(deliveryId, due, leaseMs))
  if (taken.is === 'early') return store.inPlatform(platformId, (rows) => comeAgain(rows, deliveryId))
  if (taken.is !== 'taken') return
  const answer = await send(parts, taken)
  const chance = Math.random()
  await store.inPlatform(platformId, (rows) => settle(rows, taken, answer, chance))
}

/** The clock of the machine that planned it may be ahead of this one. */
const skewMs = 1000

/** Longer than the sender waits: if this process dies, another takes over after it. */
const leaseMs = 15_000

/** Whoever holds it may have died: looked at again when its time is over. */
async function comeAgain(rows: PlatformRows, deliveryId: string): Promise<void> {
  const row = await rows.deliveries.get(deliveryId)
  if (row === null || row.state !== 'waiting' || row.nextAt === null) return
  const job = { name: 'deliver-webhook' as const, payload: { platformId: rows.platformId, deliveryId } }
  await addJobs(rows, [job], { runAt: row.nextAt, turn: row.attempts })
}

async function send({ webhooks, now }: DeliveryParts, { endpoint, secrets, event }: Taken): Promise<DeliveryAnswer> {
  const startedMs = performance.now()
  try {
    const { status, durationMs, body } = await webhooks.send({
      url: endpoint.url,
      secrets,
      eventId: event.id,
      body: bodyOf(event),
    })
    return { at: now().toISOString(), status, durationMs, text: body }
  } catch (thrown) {
    const { code, detail } = toFault(thrown)
    return { at: now().toISOString(), status: null, durationMs: Math.round(performance.now() - startedMs), text: `${code}: ${detail}` }
  }
}

/** As the Standard Webhooks specification proposes it. */
function bodyOf({ type, createdAt, data }: EventRow): string {
  return JSON.stringify({ type, timestamp: createdAt, data })
}

async function settle(rows: PlatformRows, { delivery }: Taken, answer: DeliveryAnswer, chance: number): Promise<void> {
  const { platformId } = rows
  const isDelivered = answer.status !== null && answer.status >= 200 && answer.status < 300
  const nextAt = isDelivered ? null : planRedelivery(delivery, answer.at, chance)
  const state = isDelivered ? 'delivered' : nextAt === null ? 'given-up' : 'waiting'
  const { settled, nextDeliveryId } = await rows.deliveries.settle(delivery.id, delivery.attempts, { state, nextAt, answer })
  if (!settled) return
  if (nextAt !== null) {
    const again = { name: 'deliver-webhook' as const, payload: { platformId, deliveryId: delivery.id } }
    await addJobs(rows, [again], { runAt: nextAt, turn: delivery.attempts })
  }
  if (nextDeliveryId !== null) {
    const behind = { name: 'deliver-webhook' as const, payload: { platformId, deliveryId: nextDeliveryId } }
    await addJobs(rows, [behind], { turn: wakingTurn })
  }
}

/** No attempt has this number: the job of one that was too early may still be running, and this is another. */
const wakingTurn = 1000
