import { and, asc, desc, eq, gt, inArray } from 'drizzle-orm'
import { Fault } from '../../../errors.js'
import type { EventRow, EventRows } from '../../../ports/store/events.js'
import { cases } from '../case-tables.js'
import { deliveries, endpoints, events } from '../event-tables.js'
import { newId } from '../new-id.js'
import { countOn, only, own, type PlatformContext } from '../rows-context.js'

type Stored = typeof events.$inferSelect

/** The events of a platform, in the order in which they became visible. */
export function eventRows(context: PlatformContext): EventRows {
  const { db, platformId } = context
  const mine = eq(events.platformId, platformId)
  return {
    append: async ({ type, caseId, data, key }) => {
      // In this order, in one go. The key is asked once the counter is ours: whoever adds the same one has ended then.
      const [isThere, number, [known], enabled] = await Promise.all([
        isCase(context, caseId),
        countOn(context, 'events'),
        db
          .select({ id: events.id })
          .from(events)
          .where(and(mine, eq(events.key, key))),
        enabledEndpoints(context),
      ])
      if (!isThere) throw new Fault('internal', `an event on a case that is not there: ${caseId}`)
      if (known) return null
      const [row] = await db
        .insert(events)
        .values({ id: newId('evt'), platformId, number, type, caseId, key, data, createdAt: context.now() })
        .returning()
      return { row: toEvent(only(row)), deliveryIds: await addDeliveries(context, only(row), enabled) }
    },
    get: async (eventId) => {
      const [row] = await db
        .select()
        .from(events)
        .where(own(events, platformId, eventId))
      return row ? toEvent(row) : null
    },
    list: async ({ limit, after, caseId, types }) => {
      const from = after === null ? 0 : await numberOf(context, after)
      const rows = await db
        .select()
        .from(events)
        .where(
          and(
            mine,
            gt(events.number, from),
            caseId === undefined ? undefined : eq(events.caseId, caseId),
            types === undefined ? undefined : inArray(events.type, [...types]),
          ),
        )
        .orderBy(asc(events.number))
        .limit(limit)
      return { rows: rows.map(toEvent), next: rows.at(-1)?.id ?? null }
    },
    last: async () => {
      const [row] = await db.select({ id: events.id }).from(events).where(mine).orderBy(desc(events.number)).limit(1)
      return row?.id ?? null
    },
  }
}

/** Whether the case that an event is about is there; an event about none needs none. */
async function isCase({ db, platformId }: PlatformContext, caseId: string | null): Promise<boolean> {
  if (caseId === null) return true
  const found = await db
    .select({ id: cases.id })
    .from(cases)
    .where(own(cases, platformId, caseId))
  return found.length > 0
}

async function numberOf({ db, platformId }: PlatformContext, eventId: string): Promise<number> {
  const [row] = await db
    .select({ number: events.number })
    .from(events)
    .where(own(events, platformId, eventId))
  if (!row) throw new Fault('cursor-unknown', 'there is no such event')
  return row.number
}

function enabledEndpoints({ db, platformId }: PlatformContext) {
  return db
    .select({ id: endpoints.id, types: endpoints.types })
    .from(endpoints)
    .where(and(eq(endpoints.platformId, platformId), eq(endpoints.disabled, false)))
}

async function addDeliveries(
  { db, platformId, now }: PlatformContext,
  event: Stored,
  enabled: Awaited<ReturnType<typeof enabledEndpoints>>,
): Promise<string[]> {
  const wanting = enabled.filter(({ types }) => types === null || types.includes(event.type))
  if (wanting.length === 0) return []
  const at = now()
  const rows = wanting.map((endpoint) => ({
    id: newId('del'),
    platformId,
    endpointId: endpoint.id,
    eventId: event.id,
    eventNumber: event.number,
    eventType: event.type,
    caseId: event.caseId,
    state: 'waiting' as const,
    attempts: 0,
    nextAt: at,
    startedAt: at,
    createdAt: at,
  }))
  await db.insert(deliveries).values(rows)
  return rows.map(({ id }) => id)
}

/** The row as the port gives it. */
export function toEvent({ id, type, caseId, data, createdAt }: Stored): EventRow {
  return { id, type, caseId, data, createdAt }
}
