import type { NewCase, OpenedCaseRow } from '../ports/store/cases.js'
import type { PlatformRows } from '../ports/store.js'
import { addJobs } from './add-jobs.js'
import { announceEvent } from './announce-event.js'
import { priorityOf } from './plan-priority.js'

/**
 * Opens a case for a claim, or lets it join the open one of its order, and announces a new one. Without evidence it is
 * judged as it stands at `judgeAt` (ISO 8601); evidence that comes before then is waited for.
 */
export async function fileClaim(rows: PlatformRows, claim: NewCase, judgeAt: string, actor: string): Promise<OpenedCaseRow> {
  const opened = await rows.cases.open(claim)
  const { id, revision, orderNumber, buyerId } = opened.row
  if (opened.joined) {
    await rows.audit.append({ actor, action: 'case.joined', subject: id, details: {} })
    return opened
  }
  const judging = { name: 'judge-case' as const, payload: { platformId: rows.platformId, caseId: id, revision } }
  await addJobs(rows, [judging], { runAt: judgeAt, priority: await priorityOf(rows, opened.row) })
  const data = { caseId: id, orderNumber, buyerId, reason: claim.claim.reason, reference: opened.row.reference }
  await announceEvent(rows, { type: 'case.opened', caseId: id, data, key: `${id}.opened` })
  await rows.audit.append({ actor, action: 'case.opened', subject: id, details: { reason: claim.claim.reason } })
  return opened
}
