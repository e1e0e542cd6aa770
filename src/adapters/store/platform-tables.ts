import { bigint, integer, text } from 'drizzle-orm/pg-core'
import type { Deletable, DeletionRow } from '../../ports/store/deletions.js'
import type { OutboxJob } from '../../ports/store/outbox.js'
import { bigNumber, createdAt, document, id, instant, platformId, schema, sealedBytes } from './columns.js'

// The tables of platforms, of their keys and of what the service notes of its own work, as queries see them; how they are made stands in migrations/.

export const platforms = schema.table('platforms', {
  id,
  name: text('name').notNull(),
  mode: text('mode').$type<'live' | 'test'>().notNull(),
  liveId: text('live_id'),
  createdAt,
})

export const counters = schema.table('counters', { platformId, name: text('name').notNull(), value: bigNumber('value').notNull() })

export const apiKeys = schema.table('api_keys', {
  id,
  platformId,
  mode: text('mode').$type<'live' | 'test'>().notNull(),
  name: text('name').notNull(),
  hash: text('hash').notNull(),
  scopes: text('scopes').array().notNull(),
  createdAt,
  expiresAt: instant('expires_at'),
  revokedAt: instant('revoked_at'),
  lastUsedAt: instant('last_used_at'),
})

export const idempotencyKeys = schema.table('idempotency_keys', {
  platformId,
  key: text('key').notNull(),
  method: text('method').notNull(),
  path: text('path').notNull(),
  requestHash: text('request_hash').notNull(),
  begunAt: instant('begun_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  answer: sealedBytes('answer'),
  begunBy: text('begun_by'),
  turn: text('turn'),
})

export const processes = schema.table('processes', { id: text('id').primaryKey(), seenAt: instant('seen_at').notNull() })

export const auditLog = schema.table('audit_log', {
  platformId,
  number: bigNumber('number').notNull(),
  at: instant('at').notNull(),
  actor: text('actor').notNull(),
  action: text('action').notNull(),
  subject: text('subject').notNull(),
  details: document<Record<string, string | number | boolean | null>>('details').notNull(),
  hash: text('hash').notNull(),
})

export const outbox = schema.table('outbox', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  platformId,
  name: text('name').notNull(),
  jobId: text('job_id').notNull(),
  payload: document<OutboxJob['payload']>('payload').notNull(),
  priority: integer('priority').notNull(),
  runAt: instant('run_at'),
  createdAt,
  sentAt: instant('sent_at'),
})

export const deletions = schema.table('deletions', {
  id,
  platformId,
  subject: text('subject').notNull(),
  what: text('what').$type<Deletable>().notNull(),
  count: integer('count').notNull(),
  because: text('because').$type<DeletionRow['because']>().notNull(),
  createdAt,
})
