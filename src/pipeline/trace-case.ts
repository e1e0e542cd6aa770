import { readGoods } from '../judge/read-goods.js'
import type { CaseFile } from '../model/case.js'
import type { Examined } from '../model/examined.js'
import type { CaseTrace, TracedValue } from '../ports.js'

/** What a case leaves behind for later ones. */
export function traceCase({ id, order, claim }: Pick<CaseFile, 'id' | 'order' | 'claim'>, examined: readonly Examined[]): CaseTrace {
  const claimed: TracedValue[] = []
  if (order) {
    claimed.push({ type: 'order-number', value: order.number })
    if (order.paymentNumber) claimed.push({ type: 'payment-number', value: order.paymentNumber })
    // 「正在发货中」 stands in many orders' key field and is nobody's key.
    const keys = order.deliveredKeys.map(readGoods).flatMap(({ is, tokens }) => (is === 'key' ? tokens : []))
    claimed.push(...keys.map((value) => ({ type: 'card-key' as const, value })))
  }
  return {
    caseId: id,
    buyerId: claim.buyerId,
    orderNumber: order?.number ?? claim.orderNumber,
    claimed,
    pieces: examined.map(({ file, reading, fields }) => ({
      file,
      sha256: reading.fileFacts.sha256,
      imageUniqueId: reading.fileFacts.imageUniqueId,
      phash: reading.fileFacts.phash,
      values: fields.flatMap(({ type, value }) =>
        value !== null && (type === 'order-number' || type === 'payment-number' || type === 'card-key') ? [{ type, value }] : [],
      ),
    })),
  }
}
