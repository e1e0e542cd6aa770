import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { UnfinishedRows } from '../../../ports/store/system.js'
import { caseFacts, cases, evidence } from '../case-tables.js'
import { pendingDecisions } from '../desk-tables.js'
import { deliveries, endpoints, notices } from '../event-tables.js'
import { refunds } from '../money-tables.js'
import { processes } from '../platform-tables.js'
import { policyReplays, policyShadows, shadowVerdicts } from '../policy-tables.js'
import type { RowsContext } from '../rows-context.js'
import { silentMs } from './has-ended.js'

/** What is left undone too long, for the sweep to go on with: the tables know it, whatever became of the queue. */
export function unfinishedRows({ db }: RowsContext): UnfinishedRows {
  const isSilent = sql`${processes.seenAt} < clock_timestamp() - ${silentMs} * interval '1 millisecond'`
  return {
    evidence: async (before, limit) =>
      db
        .select({ platformId: evidence.platformId, evidenceId: evidence.id, caseId: evidence.caseId, since: evidence.createdAt })
        .from(evidence)
        .where(and(eq(evidence.state, 'waiting'), lt(evidence.createdAt, before)))
        .orderBy(asc(evidence.createdAt))
        .limit(limit),
    cases: async (before, limit) =>
      db
        .select({ platformId: cases.platformId, caseId: cases.id, revision: cases.revision, since: cases.updatedAt })
        .from(cases)
        .where(
          and(
            sql`${cases.judgedRevision} IS DISTINCT FROM ${cases.revision}`,
            ne(cases.state, 'closed'),
            lt(cases.updatedAt, before),
            sql`NOT EXISTS (SELECT FROM ${evidence} WHERE ${evidence.platformId} = ${cases.platformId} AND ${evidence.caseId} = ${cases.id} AND ${evidence.state} = 'waiting')`,
          ),
        )
        .orderBy(asc(cases.updatedAt))
        .limit(limit),
    deadlines: async (before, limit) => {
      const dueAt = sql<string>`LEAST(${cases.remindAt}, ${cases.deadlineAt})`
      const rows = await db
        .select({ platformId: cases.platformId, caseId: cases.id, remindAt: cases.remindAt, deadlineAt: cases.deadlineAt })
        .from(cases)
        .where(and(isNotNull(cases.deadlineAt), sql`${dueAt} < ${before}::timestamptz`))
        .orderBy(dueAt)
        .limit(limit)
      return rows.map(({ remindAt, deadlineAt, ...row }) => ({ ...row, dueAt: remindAt ?? deadlineAt ?? before }))
    },
    replays: async (before, limit) =>
      db
        .select({ platformId: policyReplays.platformId, replayId: policyReplays.id })
        .from(policyReplays)
        .where(and(ne(policyReplays.state, 'done'), lt(policyReplays.updatedAt, before)))
        .orderBy(asc(policyReplays.updatedAt))
        .limit(limit),
    shadows: async (before, limit) =>
      db
        .select({ platformId: caseFacts.platformId, caseId: caseFacts.caseId, revision: caseFacts.revision })
        .from(caseFacts)
        .innerJoin(policyShadows, and(eq(policyShadows.platformId, caseFacts.platformId), isNull(policyShadows.endedAt)))
        .leftJoin(
          shadowVerdicts,
          and(
            eq(shadowVerdicts.platformId, caseFacts.platformId),
            eq(shadowVerdicts.shadowId, policyShadows.id),
            eq(shadowVerdicts.caseId, caseFacts.caseId),
            gte(shadowVerdicts.revision, caseFacts.revision),
          ),
        )
        .where(and(gte(caseFacts.judgedAt, policyShadows.createdAt), lt(caseFacts.judgedAt, before), isNull(shadowVerdicts.caseId)))
        .orderBy(asc(caseFacts.judgedAt))
        .limit(limit),
    notices: async (before, limit) =>
      db
        .select({ platformId: notices.platformId, noticeId: notices.id })
        .from(notices)
        .where(and(inArray(notices.state, ['waiting', 'sending']), lt(notices.nextAt, before)))
        .orderBy(asc(notices.nextAt))
        .limit(limit),
    deliveries: async (before, limit) => {
      const earlier = alias(deliveries, 'earlier')
      return db
        .select({ platformId: deliveries.platformId, deliveryId: deliveries.id })
        .from(deliveries)
        .innerJoin(endpoints, and(eq(endpoints.id, deliveries.endpointId), eq(endpoints.disabled, false)))
        .where(
          and(
            eq(deliveries.state, 'waiting'),
            lt(deliveries.nextAt, before),
            sql`NOT EXISTS ${db
              .select({ one: sql`1` })
              .from(earlier)
              .where(
                and(
                  eq(earlier.endpointId, deliveries.endpointId),
                  eq(earlier.caseId, deliveries.caseId),
                  eq(earlier.state, 'waiting'),
                  lt(earlier.eventNumber, deliveries.eventNumber),
                ),
              )}`,
          ),
        )
        .orderBy(asc(deliveries.nextAt))
        .limit(limit)
    },
    decisions: async (before, limit) =>
      db
        .select({ platformId: pendingDecisions.platformId, decisionId: pendingDecisions.id })
        .from(pendingDecisions)
        .where(
          or(
            and(eq(pendingDecisions.state, 'pending'), lt(pendingDecisions.effectiveAt, before)),
            and(eq(pendingDecisions.state, 'signing'), or(lt(pendingDecisions.remindAt, before), lt(pendingDecisions.signUntil, before))),
          ),
        )
        .orderBy(asc(sql`coalesce(${pendingDecisions.effectiveAt}, ${pendingDecisions.remindAt}, ${pendingDecisions.signUntil})`))
        .limit(limit),
    refunds: async (before, limit) => {
      const which = { platformId: refunds.platformId, refundId: refunds.id }
      const left = await db
        .select(which)
        .from(refunds)
        .innerJoin(processes, eq(processes.id, refunds.heldBy))
        .where(and(isNull(refunds.settledAt), gte(refunds.nextAt, before), isSilent))
        .limit(limit)
      const due = await db
        .select(which)
        .from(refunds)
        .where(and(isNull(refunds.settledAt), lt(refunds.nextAt, before)))
        .orderBy(asc(refunds.nextAt))
        .limit(limit)
      return [...left, ...due].slice(0, limit)
    },
  }
}
