import { boolean, doublePrecision, integer, text } from 'drizzle-orm/pg-core'
import type { CaseLife, CaseMoveName, CaseSide, CaseState } from '../../model/case-life.js'
import type { EvidenceKind } from '../../model/evidence.js'
import type { Outcome } from '../../model/verdict.js'
import type { EvidenceRow } from '../../ports/store/evidence.js'
import { bigNumber, createdAt, id, instant, platformId, schema, sealedBytes, updatedAt } from './columns.js'

// The tables of cases, with what they are about and what came of them as queries see them; how they are made stands in migrations/.

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

export const caseFacts = schema.table('case_facts', {
  platformId,
  caseId: text('case_id').notNull(),
  revision: integer('revision').notNull(),
  extraction: text('extraction').notNull(),
  document: sealedBytes('document').notNull(),
  judgedAt: instant('judged_at').notNull(),
})
