import type { PlatformRows } from '../ports/store.js'

/** The card keys that the order of a case delivered; none where there is no case or no order. */
export async function keysOfCase(rows: PlatformRows, caseId: string): Promise<readonly string[]> {
  const number = (await rows.cases.get(caseId))?.orderNumber ?? null
  return number === null ? [] : ((await rows.orders.get(number))?.order.deliveredKeys ?? [])
}
