import { watchDrift } from '../act/watch-drift.js'
import { Fault } from '../errors.js'
import type { PlatformRows } from '../ports/store.js'
import { platformPolicy } from './policy-for.js'
import { tripBreaker } from './trip-breaker.js'

/**
 * Counts what the audit of one automatic payment found, once for a case; too many wrong ones trip the breaker. The same
 * again changes nothing; another finding is `refund-conflict`. Appends events and audit: last in the transaction.
 */
export async function recordAudit(
  rows: PlatformRows,
  { caseId, wrong }: { readonly caseId: string; readonly wrong: boolean },
  by: { readonly actor: string; readonly now: string },
): Promise<void> {
  const { exposure } = await platformPolicy(rows, by.now)
  const breaker = await rows.breaker.lock()
  const kept = await rows.breaker.keepAudit({ caseId, wrong, auditedBy: by.actor, auditedAt: by.now })
  if (kept.wrong !== wrong)
    throw new Fault('refund-conflict', `it was audited at ${kept.auditedAt} and found ${kept.wrong ? 'wrong' : 'right'}`)
  if (!kept.isFirst) return
  const { drift, trips } = watchDrift(breaker.drift, wrong, exposure.maxWrongShare)
  await rows.breaker.set({ ...breaker, drift })
  const words = `${drift.wrong} of ${drift.audited} audited automatic payments were wrong`
  if (trips) await tripBreaker(rows, { cause: 'drift', words, actor: 'system', now: by.now, caseId })
  await rows.audit.append({ actor: by.actor, action: 'payment.audited', subject: caseId, details: { wrong } })
}
