import { announceEvent } from '../intake/announce-event.js'
import type { Outcome, Verdict } from '../model/verdict.js'
import type { CaseRow, CaseState } from '../ports/store/cases.js'
import type { EventType } from '../ports/store/endpoints.js'
import type { PlatformRows } from '../ports/store.js'
import { reportVerdict } from '../report/report-verdict.js'

/** What an outcome makes of a case, and the event that says so. */
const roads: Readonly<Record<Outcome, { readonly state: CaseState; readonly event: EventType }>> = {
  'instant-refund': { state: 'decided', event: 'case.decided' },
  refund: { state: 'decided', event: 'case.decided' },
  'merchant-window': { state: 'merchant-window', event: 'case.decided' },
  'more-evidence': { state: 'needs-evidence', event: 'case.more_evidence_requested' },
  review: { state: 'in-review', event: 'case.in_review' },
  'not-eligible': { state: 'closed', event: 'case.decided' },
  hold: { state: 'on-hold', event: 'case.decided' },
}

/** Moves the case where its verdict leads and announces that once for this revision; the event carries the verdict, keys masked. */
export async function announceVerdict(rows: PlatformRows, row: CaseRow, verdict: Verdict): Promise<void> {
  const { id: caseId, revision, orderNumber, buyerId, reference } = row
  const { state, event } = roads[verdict.outcome]
  await rows.cases.setState(caseId, state)
  const order = orderNumber === null ? null : await rows.orders.get(orderNumber)
  const { case: _, ...reported } = reportVerdict(verdict, { reveal: false, language: 'zh' }, order?.order.deliveredKeys)
  const data = { caseId, orderNumber, buyerId, reference, revision, state, ...reported }
  await announceEvent(rows, { type: event, caseId, data, key: `${caseId}.judged.${revision}` })
  await rows.audit.append({
    actor: 'system',
    action: 'case.judged',
    subject: caseId,
    details: { revision, outcome: verdict.outcome, rule: verdict.rule },
  })
}
