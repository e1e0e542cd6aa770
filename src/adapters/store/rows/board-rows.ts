import { type SQL, sql } from 'drizzle-orm'
import type { BoardRows, BoardSpan } from '../../../ports/store/board.js'
import type { PlatformContext } from '../rows-context.js'

/** The figures of a platform, each counted by one statement. */
export function boardRows({ db, platformId }: PlatformContext): BoardRows {
  const ask = async <Row extends readonly unknown[]>(question: SQL): Promise<readonly Row[]> => [
    ...((await db.execute(question)) as unknown as readonly Row[]),
  ]
  const one = async (question: SQL) => Number((await ask<[number]>(question))[0]?.[0] ?? 0)
  return {
    decisionTimes: async (span) => {
      const rows = await ask<['machine' | 'person', number, number, number, number]>(decisionTimes(platformId, span))
      return rows.map(([by, cases, medianMs, p95Ms, asks]) => ({ by, cases, medianMs, p95Ms, asks }))
    },
    appeals: async (span) => {
      const rows = await ask<['machine' | 'person', number, number]>(appeals(platformId, span))
      return rows.map(([against, decided, overturned]) => ({ against, decided, overturned }))
    },
    refunds: async (span) => {
      const paid = await ask<['machine' | 'person', number, string]>(paidRefunds(platformId, span))
      return {
        paid: paid.map(([by, refunds, amountFen]) => ({ by, refunds, amountFen: Number(amountFen) })),
        failed: await one(sql`SELECT count(*)::int FROM swiftproof.refunds
          WHERE platform_id = ${platformId} AND state = 'failed' AND ${within(sql`settled_at`, span)}`),
        held: await one(sql`SELECT count(*)::int FROM swiftproof.case_moves
          WHERE platform_id = ${platformId} AND name = 'refund-held' AND ${within(sql`at`, span)}`),
        stuck: await one(sql`SELECT count(*)::int FROM swiftproof.refunds
          WHERE platform_id = ${platformId} AND settled_at IS NULL AND told_at IS NOT NULL`),
      }
    },
    load: async (span, timeZone) => {
      const rows = await ask<[number, number, number, number | null]>(load(platformId, span, timeZone))
      return rows.map(([weekday, hour, arrived, medianAnswerMs]) => ({ weekday, hour, arrived, medianAnswerMs }))
    },
    reviewers: async (span) => {
      const rows = await ask<[string, number, number, number | null, number]>(reviewers(platformId, span))
      return rows.map(([reviewer, decided, asked, medianMs, overturned]) => ({ reviewer, decided, asked, medianMs, overturned }))
    },
    audits: async (until) => {
      const [[audited = 0, wrong = 0] = []] = await ask<[number, number]>(sql`
        SELECT count(*)::int, (count(*) FILTER (WHERE wrong))::int FROM swiftproof.payment_audits
        WHERE platform_id = ${platformId} AND audited_at < ${until}::timestamptz`)
      return { audited, wrong }
    },
    reliability: async (until, edges) => {
      const rows = await ask<[number, number, number, number]>(reliability(platformId, until, edges))
      return rows.map(([bin, audited, right, meanConfidence]) => ({ bin, audited, right, meanConfidence }))
    },
  }
}

const within = (time: SQL, { from, until }: BoardSpan) => sql`${time} >= ${from}::timestamptz AND ${time} < ${until}::timestamptz`
const ms = (interval: SQL) => sql`(extract(epoch FROM ${interval}) * 1000)::float8`

/** Payments that were held back in the moment that decided them: nobody was told of such a decision. */
const heldBack = (platformId: string) => sql`SELECT h.case_id, h.number - 1 AS number, h.at FROM swiftproof.case_moves h
  WHERE h.platform_id = ${platformId} AND h.name = 'refund-held'`

/** The moves that gave a result before `until`. */
const results = (platformId: string, until: string) => sql`SELECT m.case_id, m.number, m.at, m.name
  FROM swiftproof.case_moves m LEFT JOIN (${heldBack(platformId)}) h ON h.case_id = m.case_id AND h.number = m.number AND h.at = m.at
  WHERE m.platform_id = ${platformId} AND m.at < ${until}::timestamptz AND h.case_id IS NULL
    AND m.name IN ('judged', 'decided') AND m.to_state IN ('paying', 'appealable')`

// Joined whole, not asked case by case: ten thousand small questions take five times as long.
function decisionTimes(platformId: string, span: BoardSpan): SQL {
  return sql`WITH firsts AS (
      SELECT * FROM (SELECT DISTINCT ON (r.case_id) r.case_id, r.number, r.at, CASE r.name WHEN 'judged' THEN 'machine' ELSE 'person' END AS decider
        FROM (${results(platformId, span.until)}) r ORDER BY r.case_id, r.number) f
      WHERE ${within(sql`f.at`, span)}),
    asks AS (SELECT f.decider, count(*)::int AS asks FROM firsts f JOIN swiftproof.case_moves a ON a.platform_id = ${platformId}
        AND a.case_id = f.case_id AND a.number < f.number AND a.to_state = 'needs-evidence' AND a.from_state <> 'needs-evidence'
      GROUP BY f.decider),
    times AS (SELECT f.decider, ${ms(sql`f.at - c.created_at`)} AS took
      FROM firsts f JOIN swiftproof.cases c ON c.platform_id = ${platformId} AND c.id = f.case_id)
    SELECT t.decider, count(*)::int, percentile_cont(0.5) WITHIN GROUP (ORDER BY t.took), percentile_cont(0.95) WITHIN GROUP (ORDER BY t.took),
      coalesce((SELECT asks FROM asks a WHERE a.decider = t.decider), 0)
    FROM times t GROUP BY t.decider ORDER BY t.decider`
}

/** Decisions on appeals; a payment that was held back is not decided yet. */
const appealDecisions = (platformId: string, span: BoardSpan) => sql`SELECT c.first_decider, d.to_state
  FROM swiftproof.case_moves d JOIN swiftproof.cases c ON c.platform_id = d.platform_id AND c.id = d.case_id
  LEFT JOIN (${heldBack(platformId)}) h ON h.case_id = d.case_id AND h.number = d.number AND h.at = d.at
  WHERE d.platform_id = ${platformId} AND d.name = 'decided' AND ${within(sql`d.at`, span)} AND d.from_state = 'appeal-review'
    AND d.to_state IN ('closed', 'paying') AND h.case_id IS NULL`

function appeals(platformId: string, span: BoardSpan): SQL {
  return sql`SELECT CASE first_decider WHEN 'machine' THEN 'machine' ELSE 'person' END AS against,
      count(*)::int, (count(*) FILTER (WHERE to_state = 'paying'))::int
    FROM (${appealDecisions(platformId, span)}) decided GROUP BY against ORDER BY against`
}

function paidRefunds(platformId: string, span: BoardSpan): SQL {
  return sql`SELECT CASE decided_by WHEN 'machine' THEN 'machine' ELSE 'person' END AS decider, count(*)::int, sum(amount_fen)::text
    FROM swiftproof.refunds
    WHERE platform_id = ${platformId} AND state = 'succeeded' AND ${within(sql`settled_at`, span)}
    GROUP BY decider ORDER BY decider`
}

function load(platformId: string, span: BoardSpan, timeZone: string): SQL {
  return sql`WITH arrivals AS (
      SELECT m.case_id, m.number, m.at, m.at AT TIME ZONE ${timeZone} AS local FROM swiftproof.case_moves m
      WHERE m.platform_id = ${platformId} AND ${within(sql`m.at`, span)} AND m.to_state IN ('in-review', 'appeal-review')
        AND m.from_state NOT IN ('in-review', 'appeal-review'))
    SELECT extract(isodow FROM a.local)::int AS weekday, extract(hour FROM a.local)::int AS hour, count(*)::int,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY ${ms(sql`a.answered - a.at`)})
    FROM (SELECT DISTINCT ON (a.case_id, a.number) a.local, a.at, d.at AS answered
      FROM arrivals a LEFT JOIN swiftproof.case_moves d ON d.platform_id = ${platformId} AND d.case_id = a.case_id
        AND d.name = 'decided' AND d.number > a.number
      ORDER BY a.case_id, a.number, d.number) a
    GROUP BY weekday, hour ORDER BY weekday, hour`
}

function reviewers(platformId: string, span: BoardSpan): SQL {
  return sql`WITH decisions AS (
      SELECT DISTINCT ON (d.case_id, d.number) d.actor, d.to_state, d.at - t.at AS took
      FROM swiftproof.case_moves d LEFT JOIN swiftproof.case_moves t ON t.platform_id = ${platformId} AND t.case_id = d.case_id
        AND t.name = 'taken' AND t.number < d.number
      WHERE d.platform_id = ${platformId} AND d.name = 'decided' AND ${within(sql`d.at`, span)}
      ORDER BY d.case_id, d.number, t.number DESC),
    mistakes AS (SELECT first_decider, count(*)::int AS overturned FROM (${appealDecisions(platformId, span)}) appealed
      WHERE to_state = 'paying' AND first_decider <> 'machine' GROUP BY first_decider),
    figures AS (SELECT actor, (count(*) FILTER (WHERE to_state <> 'needs-evidence'))::int AS decided,
        (count(*) FILTER (WHERE to_state = 'needs-evidence'))::int AS asked,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY ${ms(sql`took`)}) AS median_ms
      FROM decisions GROUP BY actor)
    SELECT coalesce(f.actor, m.first_decider) AS reviewer, coalesce(f.decided, 0), coalesce(f.asked, 0), f.median_ms,
      coalesce(m.overturned, 0)
    FROM figures f FULL JOIN mistakes m ON m.first_decider = f.actor
    ORDER BY coalesce(f.decided, 0) DESC, reviewer`
}

function reliability(platformId: string, until: string, edges: readonly number[]): SQL {
  return sql`SELECT width_bucket(v.confidence, ${`{${edges.join(',')}}`}::float8[]) AS bin, count(*)::int,
      (count(*) FILTER (WHERE NOT p.wrong))::int, avg(v.confidence)
    FROM swiftproof.payment_audits p JOIN LATERAL (SELECT confidence FROM swiftproof.verdicts v
      WHERE v.platform_id = p.platform_id AND v.case_id = p.case_id AND v.outcome IN ('instant-refund', 'refund')
      ORDER BY v.revision DESC LIMIT 1) v ON v.confidence IS NOT NULL
    WHERE p.platform_id = ${platformId} AND p.audited_at < ${until}::timestamptz
    GROUP BY bin ORDER BY bin`
}
