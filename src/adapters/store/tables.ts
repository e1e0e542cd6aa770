import { bigint, boolean, doublePrecision, integer, pgSchema, text } from 'drizzle-orm/pg-core'
import type { CaseLife, CaseMoveName, CaseSide, CaseState } from '../../model/case-life.js'
import type { EvidenceKind } from '../../model/evidence.js'
import type { NoticeWay, Recipient } from '../../model/notice.js'
import type { Channel } from '../../model/order.js'
import type { Policy, PolicyPart } from '../../model/policy.js'
import type { RefundState } from '../../model/refund.js'
import type { CandidatePolicies, ComparedCase, Flip, Tally } from '../../model/replay.js'
import type { Outcome } from '../../model/verdict.js'
import type { Deletable, DeletionRow } from '../../ports/store/deletions.js'
import type { EventType } from '../../ports/store/endpoints.js'
import type { DeliveryAnswer, DeliveryRow } from '../../ports/store/events.js'
import type { EvidenceRow } from '../../ports/store/evidence.js'
import type { BreakerCause, CapUse, DriftState } from '../../ports/store/exposure.js'
import type { NoticeRow } from '../../ports/store/notices.js'
import type { OutboxJob } from '../../ports/store/outbox.js'
import type { PolicyActor } from '../../ports/store/policies.js'
import type { ReplayRow } from '../../ports/store/replays.js'
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
  deadlineAt: instant('deadline_at'),
  remindAt: instant('remind_at'),
  result: text('result').$type<NonNullable<CaseLife['result']>>(),
  holder: text('holder').$type<CaseLife['holder']>().notNull().default('machine'),
  firstDecider: text('first_decider'),
  appealUsed: boolean('appeal_used').notNull().default(false),
  escalations: integer('escalations').notNull().default(0),
  rested: text('rested').array().$type<CaseSide[]>().notNull().default([]),
  disputeOpen: boolean('dispute_open').notNull().default(false),
  freshPieces: integer('fresh_pieces').notNull().default(0),
  payingFen: bigNumber('paying_fen'),
  payingInFull: boolean('paying_in_full'),
  paidFen: bigNumber('paid_fen').notNull().default(0),
  merchantAnswer: sealedBytes('merchant_answer'),
  moves: integer('moves').notNull().default(0),
  reference: text('reference'),
  createdAt,
  updatedAt,
})

export const caseMoves = schema.table('case_moves', {
  platformId,
  caseId: text('case_id').notNull(),
  number: integer('number').notNull(),
  at: instant('at').notNull(),
  actor: text('actor').notNull(),
  name: text('name').$type<CaseMoveName>().notNull(),
  from: text('from_state').$type<CaseState>().notNull(),
  to: text('to_state').$type<CaseState>().notNull(),
  said: sealedBytes('said').notNull(),
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
  side: text('side').$type<CaseSide>().notNull().default('buyer'),
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
  confidence: doublePrecision('confidence'),
  document: sealedBytes('document').notNull(),
  createdAt,
})

export const policies = schema.table('policies', {
  id,
  platformId,
  version: integer('version').notNull(),
  policy: document<Policy>('policy').notNull(),
  merchantId: text('merchant_id'),
  part: document<PolicyPart>('part'),
  retires: boolean('retires').notNull(),
  effectiveAt: instant('effective_at').notNull(),
  draftId: text('draft_id'),
  publishedBy: text('published_by'),
  publishedPerson: text('published_person'),
  createdAt,
})

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

export const memoryCases = schema.table('memory_cases', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity(),
  platformId,
  caseId: text('case_id').notNull(),
  trace: sealedBytes('trace').notNull(),
})

export const memoryMarks = schema.table('memory_marks', { platformId, caseId: text('case_id').notNull(), mark: text('mark').notNull() })

export const memoryShots = schema.table('memory_shots', { platformId, caseId: text('case_id').notNull(), phash: text('phash').notNull() })

export const orderBooks = schema.table('order_books', { platformId, orderNumber: text('order_number').notNull() })

export const refunds = schema.table('refunds', {
  id,
  platformId,
  number: text('number').notNull(),
  caseId: text('case_id').notNull(),
  orderNumber: text('order_number').notNull(),
  paymentNumber: text('payment_number'),
  merchantOrderNumber: text('merchant_order_number'),
  channel: text('channel').$type<Channel>().notNull(),
  paidBy: text('paid_by').$type<'channel' | 'platform'>(),
  amountFen: bigNumber('amount_fen').notNull(),
  totalFen: bigNumber('total_fen').notNull(),
  paidInFen: bigNumber('paid_in_fen').notNull(),
  state: text('state').$type<RefundState>().notNull(),
  decidedBy: text('decided_by').notNull(),
  attempts: integer('attempts').notNull(),
  nextAt: instant('next_at'),
  sentAt: instant('sent_at'),
  toldAt: instant('told_at'),
  heldBy: text('held_by'),
  settledAt: instant('settled_at'),
  channelRefundNumber: text('channel_refund_number'),
  reserved: document<readonly CapUse[]>('reserved').notNull(),
  document: sealedBytes('document').notNull(),
  createdAt,
  updatedAt,
})

export const ledgerEntries = schema.table('ledger_entries', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  platformId,
  posting: text('posting').notNull(),
  refundId: text('refund_id').notNull(),
  account: text('account').notNull(),
  amountFen: bigNumber('amount_fen').notNull(),
  at: instant('at').notNull(),
})

export const exposure = schema.table('exposure', {
  platformId,
  scope: text('scope').notNull(),
  period: text('period').notNull(),
  usedFen: bigNumber('used_fen').notNull(),
})

export const breakers = schema.table('breakers', {
  platformId,
  tripped: boolean('tripped').notNull(),
  cause: text('cause').$type<BreakerCause>(),
  words: text('words'),
  changedBy: text('changed_by'),
  changedAt: instant('changed_at'),
  drift: document<DriftState>('drift').notNull(),
})

export const paymentAudits = schema.table('payment_audits', {
  platformId,
  caseId: text('case_id').notNull(),
  wrong: boolean('wrong').notNull(),
  auditedBy: text('audited_by').notNull(),
  auditedAt: instant('audited_at').notNull(),
})

export const paymentMarks = schema.table('payment_marks', {
  platformId,
  mark: text('mark').notNull(),
  orderNumber: text('order_number').notNull(),
})

export const channelDisputes = schema.table('channel_disputes', {
  platformId,
  channel: text('channel').$type<Channel>().notNull(),
  number: text('number').notNull(),
  orderNumber: text('order_number').notNull(),
  state: text('state').$type<'open' | 'closed'>().notNull(),
  document: sealedBytes('document').notNull(),
  at: instant('at').notNull(),
})

export const complaints = schema.table('complaints', {
  id,
  platformId,
  channel: text('channel').$type<Channel>().notNull(),
  number: text('number').notNull(),
  state: text('state').$type<'open' | 'closed'>().notNull(),
  document: sealedBytes('document').notNull(),
  at: instant('at').notNull(),
  createdAt,
  updatedAt,
})

export const complaintMarks = schema.table('complaint_marks', {
  platformId,
  mark: text('mark').notNull(),
  complaintId: text('complaint_id').notNull(),
})

export const policyWithdrawals = schema.table('policy_withdrawals', {
  platformId,
  version: integer('version').notNull(),
  withdrawnAt: instant('withdrawn_at').notNull(),
  withdrawnBy: text('withdrawn_by').notNull(),
})

export const policyDrafts = schema.table('policy_drafts', {
  id,
  platformId,
  merchantId: text('merchant_id'),
  part: document<PolicyPart>('part').notNull(),
  retires: boolean('retires').notNull(),
  authors: document<readonly PolicyActor[]>('authors').notNull(),
  publishedVersion: integer('published_version'),
  createdAt,
  updatedAt,
})

export const caseFacts = schema.table('case_facts', {
  platformId,
  caseId: text('case_id').notNull(),
  revision: integer('revision').notNull(),
  extraction: text('extraction').notNull(),
  document: sealedBytes('document').notNull(),
  judgedAt: instant('judged_at').notNull(),
})

export const policyReplays = schema.table('policy_replays', {
  id,
  platformId,
  merchantId: text('merchant_id'),
  part: document<PolicyPart>('part').notNull(),
  policy: document<CandidatePolicies>('policy').notNull(),
  since: instant('since'),
  state: text('state').$type<ReplayRow['state']>().notNull(),
  casesToDo: integer('cases_to_do'),
  afterCase: text('after_case'),
  tally: document<Tally>('tally').notNull(),
  askedBy: text('asked_by').notNull(),
  createdAt,
  updatedAt,
})

export const replayFlips = schema.table('replay_flips', {
  platformId,
  replayId: text('replay_id').notNull(),
  caseId: text('case_id').notNull(),
  flip: document<Flip>('flip').notNull(),
})

export const policyShadows = schema.table('policy_shadows', {
  id,
  platformId,
  merchantId: text('merchant_id'),
  part: document<PolicyPart>('part').notNull(),
  startedBy: text('started_by').notNull(),
  createdAt,
  endedAt: instant('ended_at'),
})

export const shadowVerdicts = schema.table('shadow_verdicts', {
  platformId,
  shadowId: text('shadow_id').notNull(),
  caseId: text('case_id').notNull(),
  revision: integer('revision').notNull(),
  flips: boolean('flips').notNull(),
  verdicts: document<Pick<ComparedCase, 'was' | 'will'>>('verdicts').notNull(),
  createdAt,
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
