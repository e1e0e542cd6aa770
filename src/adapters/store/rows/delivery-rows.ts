import { and, asc, desc, eq, gt, isNull, lt, type SQL } from 'drizzle-orm'
import type { DeliveryRow, DeliveryRows, TakenDelivery } from '../../../ports/store/events.js'
import { deliveries, endpoints, events } from '../event-tables.js'
import { only, own, type PlatformContext, pageOf } from '../rows-context.js'
import { secretsOf, toEndpoint } from './endpoint-rows.js'
import { toEvent } from './event-rows.js'

type Stored = typeof deliveries.$inferSelect

/** What is to be sent to a platform's endpoints. */
export function deliveryRows(context: PlatformContext): DeliveryRows {
  const { db, platformId } = context
  return {
    get: async (deliveryId) => {
      const [row] = await db
        .select()
        .from(deliveries)
        .where(own(deliveries, platformId, deliveryId))
      return row ? toRow(row) : null
    },
    list: async ({ limit, after, endpointId, eventId, caseId, state }) => {
      const rows = await db
        .select()
        .from(deliveries)
        .where(
          and(
            eq(deliveries.platformId, platformId),
            after === null ? undefined : lt(deliveries.id, after),
            endpointId === undefined ? undefined : eq(deliveries.endpointId, endpointId),
            eventId === undefined ? undefined : eq(deliveries.eventId, eventId),
            caseId === undefined ? undefined : eq(deliveries.caseId, caseId),
            state === undefined ? undefined : eq(deliveries.state, state),
          ),
        )
        .orderBy(desc(deliveries.id))
        .limit(limit + 1)
      return pageOf(rows.map(toRow), limit)
    },
    take: (deliveryId, now, leaseMs) => take(context, deliveryId, now, leaseMs),
    settle: async (deliveryId, attempt, { state, nextAt, answer }) => {
      const [row] = await db
        .update(deliveries)
        .set({ state, nextAt: state === 'waiting' ? nextAt : null, lastAnswer: answer })
        .where(and(own(deliveries, platformId, deliveryId), eq(deliveries.attempts, attempt), eq(deliveries.state, 'waiting')))
        .returning()
      if (!row) return { settled: false, nextDeliveryId: null }
      const [behind] = state === 'waiting' ? [] : await waitingBeside(context, row, gt(deliveries.eventNumber, row.eventNumber))
      return { settled: true, nextDeliveryId: behind?.id ?? null }
    },
    replay: async (deliveryId, now) => {
      const [row] = await db
        .update(deliveries)
        .set({ state: 'waiting', attempts: 0, nextAt: now, startedAt: now })
        .where(own(deliveries, platformId, deliveryId))
        .returning()
      return row ? toRow(row) : null
    },
  }
}

async function take(context: PlatformContext, deliveryId: string, now: string, leaseMs: number): Promise<TakenDelivery> {
  const { db, platformId } = context
  const where = own(deliveries, platformId, deliveryId)
  const [row] = await db.select().from(deliveries).where(where).for('update')
  if (!row) return { is: 'unknown' }
  if (row.state !== 'waiting') return { is: 'settled' }
  const [endpoint] = await db
    .select()
    .from(endpoints)
    .where(own(endpoints, platformId, row.endpointId))
  const [event] = await db
    .select()
    .from(events)
    .where(own(events, platformId, row.eventId))
  if (!endpoint || !event) return { is: 'unknown' }
  if (endpoint.disabled) return { is: 'endpoint-disabled' }
  const [before] = await waitingBeside(context, row, lt(deliveries.eventNumber, row.eventNumber))
  if (before) return { is: 'behind' }
  if (row.nextAt !== null && Date.parse(row.nextAt) > Date.parse(now)) return { is: 'early' }
  const nextAt = new Date(Date.parse(now) + leaseMs).toISOString()
  const [taken] = await db
    .update(deliveries)
    .set({ attempts: row.attempts + 1, nextAt })
    .where(where)
    .returning()
  const secrets = secretsOf(context, endpoint, now)
  return { is: 'taken', delivery: toRow(only(taken)), event: toEvent(event), endpoint: toEndpoint(endpoint), secrets }
}

/** The first that waits at the same endpoint for the same case, or like it for none, of those that `which` bounds. */
function waitingBeside({ db, platformId }: PlatformContext, { endpointId, caseId }: Stored, which: SQL) {
  return db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.platformId, platformId),
        eq(deliveries.endpointId, endpointId),
        caseId === null ? isNull(deliveries.caseId) : eq(deliveries.caseId, caseId),
        eq(deliveries.state, 'waiting'),
        which,
      ),
    )
    .orderBy(asc(deliveries.eventNumber))
    .limit(1)
}

function toRow({ platformId: _platform, eventNumber: _number, ...row }: Stored): DeliveryRow {
  return row
}
