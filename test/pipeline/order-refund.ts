import { moveStoredCase } from '../../src/pipeline/move-stored-case.js'
import type { Flow } from './open-flow.js'

/** Has a person decide that a case is paid, so that no cap stands in its way; gives the refund's id. Fails when it was held. */
export async function orderRefund(
  { store }: Pick<Flow, 'store'>,
  platformId: string,
  caseId: string,
  amountFen: number,
  now: Date,
): Promise<string> {
  const refundId = await store.inPlatform(platformId, async (rows) => {
    const by = { actor: 'system', now: now.toISOString() }
    const review = { is: 'judged', outcome: 'review', objected: false, until: null, judgedAt: by.now, payouts: [] } as const
    await moveStoredCase(rows, caseId, review, by)
    const decision = { is: 'pay', amountFen, words: '退款' } as const
    await moveStoredCase(rows, caseId, { is: 'decided', person: 'person', decision, remainderFen: amountFen }, by)
    return (await rows.refunds.ofCase(caseId))[0]?.id
  })
  if (!refundId) throw new Error('the refund was held')
  return refundId
}
