import type { Sentence } from '../model/field.js'
import type { PlatformRows } from '../ports/store.js'

/** What became of a refund, for its case. */
export type RefundEnd =
  | { readonly is: 'refund-succeeded'; readonly refundedFen: number }
  | { readonly is: 'refund-failed'; readonly because: Sentence }

/** Moves the case a refund belongs to: closed when all of its refunds succeeded, to a person when one failed. */
export async function moveStoredCase(
  rows: PlatformRows,
  caseId: string,
  end: RefundEnd,
  by: { readonly actor: string; readonly now: string },
): Promise<void> {
  const row = await rows.cases.lock(caseId)
  if (!row || row.state === 'closed') return
  const refunds = await rows.refunds.ofCase(caseId)
  if (end.is === 'refund-failed') await rows.cases.setState(caseId, 'in-review')
  else if (refunds.every(({ state }) => state === 'succeeded')) await rows.cases.setState(caseId, 'closed')
  await rows.audit.append({ actor: by.actor, action: `case.${end.is}`, subject: caseId, details: { at: by.now } })
}
