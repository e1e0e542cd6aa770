import { announceEvent } from '../intake/announce-event.js'
import type { Sentence } from '../model/field.js'
import type { Policy } from '../model/policy.js'
import type { Outcome, Verdict } from '../model/verdict.js'
import type { CaseRow, CaseState } from '../ports/store/cases.js'
import type { EventType } from '../ports/store/endpoints.js'
import type { PlatformRows } from '../ports/store.js'
import { reportVerdict } from '../report/report-verdict.js'
import { orderRefunds } from './order-refunds.js'

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
export async function announceVerdict(
  rows: PlatformRows,
  row: CaseRow,
  verdict: Verdict,
  { policy, now }: { readonly policy: Policy; readonly now: string },
): Promise<void> {
  const { id: caseId, revision, orderNumber, buyerId, reference } = row
  const road = roads[verdict.outcome]
  const because = await pay(rows, row, verdict, policy, now)
  const { state, event } = because ? { ...road, state: 'in-review' as const } : road
  await rows.cases.setState(caseId, state)
  const { case: _, ...reported } = reportVerdict(verdict, { reveal: false, language: 'zh' })
  const data = { caseId, orderNumber, buyerId, reference, revision, state, ...reported }
  await announceEvent(rows, { type: event, caseId, data, key: `${caseId}.judged.${revision}` })
  if (because) {
    const held = { caseId, orderNumber, because, payouts: verdict.payouts }
    await announceEvent(rows, { type: 'refund.held', caseId, data: held, key: `${caseId}.held.${revision}` })
  }
  await rows.audit.append({
    actor: 'system',
    action: 'case.judged',
    subject: caseId,
    details: { revision, outcome: verdict.outcome, rule: verdict.rule },
  })
}

/** Orders what the verdict gives back; null when that is under way, or when it gives nothing. */
async function pay(rows: PlatformRows, row: CaseRow, { payouts }: Verdict, policy: Policy, now: string): Promise<Sentence | null> {
  const { id: caseId, orderNumber } = row
  if (orderNumber === null || payouts.length === 0) return null
  const refunds = payouts.map((payout) => ({ caseId, orderNumber, payout, decidedBy: 'machine', reason: '极速退款' }))
  const ordered = await orderRefunds(rows, refunds, policy, now)
  return ordered.is === 'held' ? ordered.because : null
}
