import { announceEvent } from '../intake/announce-event.js'
import type { CaseState } from '../model/case-life.js'
import type { Verdict } from '../model/verdict.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { EventType } from '../ports/store/endpoints.js'
import type { PlatformRows } from '../ports/store.js'
import { reportVerdict } from '../report/report-verdict.js'
import { reportWait } from '../report/report-wait.js'
import { type KnownCase, moveStoredCase } from './move-stored-case.js'

/** What says that a verdict has led a case there; the others are told by `case.decided`. */
const events: Readonly<Partial<Record<CaseState, EventType>>> = {
  'needs-evidence': 'case.more_evidence_requested',
  'in-review': 'case.in_review',
  arbitration: 'case.arbitration_opened',
}

/**
 * Moves the case where its verdict leads and announces that once for this revision; the event carries the verdict, keys
 * masked. One that moves nothing, as a person holds the case, is noted and not announced. `judgedAt`: as of when it was judged.
 */
export async function announceVerdict(
  rows: PlatformRows,
  judged: CaseRow,
  verdict: Verdict,
  { now, judgedAt, known }: { readonly now: string; readonly judgedAt: string; readonly known: Omit<KnownCase, 'judged'> },
): Promise<void> {
  const { id: caseId, revision, orderNumber, buyerId, reference } = judged
  const { outcome, rule, confidence, until, payouts } = verdict
  const objected = rule === 'merchant-objects'
  const decidedBefore = payouts.length > 0 && (await wasDecided(rows, judged))
  const command = { is: 'judged' as const, outcome, objected, decidedBefore, until, judgedAt, payouts }
  const { row, steps } = await moveStoredCase(rows, caseId, command, { actor: 'system', now }, { ...known, judged: { confidence, rule } })
  const last = steps.at(-1)
  const isAdvice = last?.name !== 'judged' || last.said.isAdvice === true
  if (!isAdvice) {
    const { case: _, ...reported } = reportVerdict(verdict, { reveal: false, language: 'zh' }, known.order?.order.deliveredKeys)
    const { state, result } = row
    const waitsFor = reportWait(row, 'zh')
    const data = { caseId, orderNumber, buyerId, reference, revision, state, result, ...reported, waitsFor }
    const type = events[state] ?? 'case.decided'
    await announceEvent(rows, { type, caseId, data, key: `${caseId}.judged.${revision}` }, known.order)
  }
  await rows.audit.append({ actor: 'system', action: 'case.judged', subject: caseId, details: { revision, outcome, rule, isAdvice } })
}

/** Whether a person gave the result of an earlier case of the order: one appeal was open against it (rules.md section 7). */
async function wasDecided({ cases }: PlatformRows, { id, orderNumber }: CaseRow): Promise<boolean> {
  if (orderNumber === null) return false
  let after: string | null = null
  do {
    const { rows, next } = await cases.list({ limit: 100, after, orderNumber })
    if (rows.some(({ id: of, firstDecider }) => of !== id && firstDecider !== null && firstDecider !== 'machine')) return true
    after = next
  } while (after !== null)
  return false
}
