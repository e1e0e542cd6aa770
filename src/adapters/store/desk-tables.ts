import { doublePrecision, integer, text } from 'drizzle-orm/pg-core'
import type { CaseDecision, CaseState } from '../../model/case-life.js'
import type { ClaimReason } from '../../model/claim.js'
import type { Outcome, RuleName } from '../../model/verdict.js'
import type { DecisionState } from '../../ports/store/decisions.js'
import type { DeskStage } from '../../ports/store/desk.js'
import { bigNumber, createdAt, document, id, instant, platformId, schema, sealedBytes, updatedAt } from './columns.js'

// The tables of the review desk as queries see them (migrations/0011-desk.sql and later).

const caseId = text('case_id').notNull()

export const deskCases = schema.table('desk_cases', {
  platformId,
  caseId,
  stage: text('stage').$type<DeskStage>().notNull(),
  turn: bigNumber('turn').notNull(),
  ownTurn: bigNumber('own_turn').notNull(),
  since: instant('since').notNull(),
  missed: integer('missed').notNull(),
  state: text('state').$type<CaseState>().notNull(),
  outcome: text('outcome').$type<Outcome>(),
  deadlineAt: instant('deadline_at'),
  orderNumber: text('order_number'),
  buyerId: text('buyer_id'),
  merchantId: text('merchant_id'),
  amountFen: bigNumber('amount_fen'),
  barred: text('barred'),
  reason: text('reason').$type<ClaimReason>(),
  confidence: doublePrecision('confidence'),
  rule: text('rule').$type<RuleName>(),
  assignee: text('assignee'),
  leaseHolder: text('lease_holder'),
  leaseUntil: instant('lease_until'),
  signer: text('signer'),
  signUntil: instant('sign_until'),
})

export const pendingDecisions = schema.table('pending_decisions', {
  id,
  platformId,
  caseId,
  state: text('state').$type<DecisionState>().notNull(),
  person: text('person').notNull(),
  signer: text('signer'),
  revision: integer('revision').notNull(),
  effectiveAt: instant('effective_at'),
  signUntil: instant('sign_until'),
  remindAt: instant('remind_at'),
  document: sealedBytes('document').notNull(),
  createdAt,
  updatedAt,
})

export const secondLooks = schema.table('second_looks', {
  platformId,
  caseId,
  decider: text('decider').notNull(),
  signer: text('signer'),
  decision: text('decision').$type<CaseDecision['is']>().notNull(),
  reasonCode: text('reason_code'),
  amountFen: bigNumber('amount_fen'),
  movesBefore: integer('moves_before').notNull(),
  looker: text('looker'),
  heldUntil: instant('held_until'),
  look: text('look').$type<CaseDecision['is']>(),
  lookReasonCode: text('look_reason_code'),
  createdAt,
  lookedAt: instant('looked_at'),
})

export const caseNotes = schema.table('case_notes', {
  id,
  platformId,
  caseId,
  author: text('author').notNull(),
  words: sealedBytes('words').notNull(),
  createdAt,
})

export const noteMentions = schema.table('note_mentions', {
  platformId,
  noteId: text('note_id').notNull(),
  personId: text('person_id').notNull(),
  readAt: instant('read_at'),
})

export const savedViews = schema.table('saved_views', {
  platformId,
  personId: text('person_id').notNull(),
  name: text('name').notNull(),
  filter: document<unknown>('filter').notNull(),
  updatedAt,
})
