import { boolean, integer, text } from 'drizzle-orm/pg-core'
import type { Policy, PolicyPart } from '../../model/policy.js'
import type { CandidatePolicies, ComparedCase, Flip, Tally } from '../../model/replay.js'
import type { PolicyActor } from '../../ports/store/policies.js'
import type { ReplayRow } from '../../ports/store/replays.js'
import { createdAt, document, id, instant, platformId, schema, updatedAt } from './columns.js'

// The tables of policies: in force, drafted, replayed, shadowed as queries see them; how they are made stands in migrations/.

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
