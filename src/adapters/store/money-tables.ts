import { bigint, boolean, integer, text } from 'drizzle-orm/pg-core'
import type { Channel } from '../../model/order.js'
import type { RefundState } from '../../model/refund.js'
import type { BreakerCause, CapUse, DriftState } from '../../ports/store/exposure.js'
import { bigNumber, createdAt, document, id, instant, platformId, schema, sealedBytes, updatedAt } from './columns.js'

// The tables of refunds, books, caps and channel disputes as queries see them; how they are made stands in migrations/.

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
