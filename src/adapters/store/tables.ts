import { bigint, boolean, integer, pgSchema, text } from 'drizzle-orm/pg-core'
import type { EvidenceKind } from '../../model/evidence.js'
import type { Policy } from '../../model/policy.js'
import type { Outcome } from '../../model/verdict.js'
import type { CaseState } from '../../ports/store/cases.js'
import type { EventType } from '../../ports/store/endpoints.js'
import type { DeliveryAnswer, DeliveryRow } from '../../ports/store/events.js'
import type { EvidenceRow } from '../../ports/store/evidence.js'
import type { OutboxJob } from '../../ports/store/outbox.js'
import { bigNumber, document, instant, sealedBytes } from './columns.js'

// The tables as queries see them; how they are made, with their indexes and policies, stands in migrations/.

const schema = pgSchema('swiftproof')
const platformId = text('platform_id').notNull()
const id = text('id').primaryKey()
const createdAt = instant('created_at').notNull()
const updatedAt = instant('updated_at').notNull()

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

export const orders = schema.table('orders', {
  id,
  platformId,
  number: text('number').notNull(),
  status: text('status').notNull(),
  buyerId: text('buyer_id'),
  merchantId: text('merchant_id'),
  amountFen: bigNumber('amount_fen').notNull(),
  document: sealedBytes('document').notNull(),
  createdAt,
  updatedAt,
})

export const cases = schema.table('cases', {
  id,
  platformId,
  state: text('state').$type<CaseState>().notNull(),
  revision: integer('revision').notNull(),
  orderNumber: text('order_number'),
  buyerId: text('buyer_id').notNull(),
  claims: sealedBytes('claims').notNull(),
  outcome: text('outcome').$type<Outcome>(),
  judgedRevision: integer('judged_revision'),
  until: instant('deadline_at'),
  reference: text('reference'),
  createdAt,
  updatedAt,
})

export const evidence = schema.table('evidence', {
  id,
  platformId,
  caseId: text('case_id').notNull(),
  fileName: text('file_name').notNull(),
  as: text('said_kind').$type<EvidenceKind>(),
  blobKey: text('blob_key').notNull(),
  sha256: text('sha256').notNull(),
  bytes: bigNumber('bytes').notNull(),
  state: text('state').$type<EvidenceRow['state']>().notNull(),
  faultCode: text('fault_code'),
  faultTitle: text('fault_title'),
  createdAt,
})

export const readings = schema.table('readings', {
  evidenceId: text('evidence_id').primaryKey(),
  platformId,
  caseId: text('case_id').notNull(),
  document: sealedBytes('document').notNull(),
  createdAt,
})

export const verdicts = schema.table('verdicts', {
  id,
  platformId,
  caseId: text('case_id').notNull(),
  revision: integer('revision').notNull(),
  outcome: text('outcome').notNull(),
  rule: text('rule').notNull(),
  policyVersion: text('policy_version').notNull(),
  document: sealedBytes('document').notNull(),
  createdAt,
})

export const policies = schema.table('policies', {
  id,
  platformId,
  version: integer('version').notNull(),
  policy: document<Policy>('policy').notNull(),
  createdAt,
})

export const events = schema.table('events', {
  id,
  platformId,
  number: bigNumber('number').notNull(),
  type: text('type').$type<EventType>().notNull(),
  caseId: text('case_id').notNull(),
  key: text('key').notNull(),
  data: document<unknown>('data').notNull(),
  createdAt,
})

export const endpoints = schema.table('webhook_endpoints', {
  id,
  platformId,
  url: text('url').notNull(),
  secret: sealedBytes('secret').notNull(),
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
  caseId: text('case_id').notNull(),
  state: text('state').$type<DeliveryRow['state']>().notNull(),
  attempts: integer('attempts').notNull(),
  nextAt: instant('next_at'),
  startedAt: instant('started_at').notNull(),
  lastAnswer: document<DeliveryAnswer>('last_answer'),
  createdAt,
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

export const idempotencyKeys = schema.table('idempotency_keys', {
  platformId,
  key: text('key').notNull(),
  method: text('method').notNull(),
  path: text('path').notNull(),
  requestHash: text('request_hash').notNull(),
  begunAt: instant('begun_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  answer: sealedBytes('answer'),
})

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

export const memoryCases = schema.table('memory_cases', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity(),
  platformId,
  caseId: text('case_id').notNull(),
  trace: sealedBytes('trace').notNull(),
})

export const memoryMarks = schema.table('memory_marks', { platformId, caseId: text('case_id').notNull(), mark: text('mark').notNull() })

export const memoryShots = schema.table('memory_shots', { platformId, caseId: text('case_id').notNull(), phash: text('phash').notNull() })
