import { boolean, integer, text } from 'drizzle-orm/pg-core'
import type { NoticeWay, Recipient } from '../../model/notice.js'
import type { EventType } from '../../ports/store/endpoints.js'
import type { DeliveryAnswer, DeliveryRow } from '../../ports/store/events.js'
import type { NoticeRow } from '../../ports/store/notices.js'
import { bigNumber, createdAt, document, id, instant, platformId, schema, sealedBytes, updatedAt } from './columns.js'

// The tables of what is told to platforms and people as queries see them; how they are made stands in migrations/.

export const events = schema.table('events', {
  id,
  platformId,
  number: bigNumber('number').notNull(),
  type: text('type').$type<EventType>().notNull(),
  caseId: text('case_id'),
  key: text('key').notNull(),
  data: document<unknown>('data').notNull(),
  createdAt,
})

export const endpoints = schema.table('webhook_endpoints', {
  id,
  platformId,
  url: text('url').notNull(),
  secret: sealedBytes('secret').notNull(),
  oldSecret: sealedBytes('old_secret'),
  oldSecretUntil: instant('old_secret_until'),
  types: text('types').array().$type<EventType[]>(),
  disabled: boolean('disabled').notNull(),
  createdAt,
  updatedAt,
})

export const deliveries = schema.table('webhook_deliveries', {
  id,
  platformId,
  endpointId: text('endpoint_id').notNull(),
  eventId: text('event_id').notNull(),
  eventNumber: bigNumber('event_number').notNull(),
  eventType: text('event_type').$type<EventType>().notNull(),
  caseId: text('case_id'),
  state: text('state').$type<DeliveryRow['state']>().notNull(),
  attempts: integer('attempts').notNull(),
  nextAt: instant('next_at'),
  startedAt: instant('started_at').notNull(),
  lastAnswer: document<DeliveryAnswer>('last_answer'),
  createdAt,
})

export const notices = schema.table('notices', {
  id,
  platformId,
  caseId: text('case_id').notNull(),
  eventId: text('event_id').notNull(),
  eventType: text('event_type').$type<EventType>().notNull(),
  recipient: text('recipient').$type<Recipient>().notNull(),
  way: text('way').$type<NoticeWay>().notNull(),
  state: text('state').$type<NoticeRow['state']>().notNull(),
  attempts: integer('attempts').notNull().default(0),
  nextAt: instant('next_at'),
  because: text('because'),
  createdAt,
  updatedAt,
})
