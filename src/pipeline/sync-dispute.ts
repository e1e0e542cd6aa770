import type { CaseCommand } from '../model/case-life.js'
import type { Order } from '../model/order.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { PlatformRows } from '../ports/store.js'

/**
 * What the order's record says of a channel dispute and the case does not know yet. A record that says nothing of a
 * dispute ends only one that it opened itself: of one that the channel announced the platform may not have heard.
 */
export async function syncDispute(rows: PlatformRows, row: CaseRow, order: Order | null): Promise<readonly CaseCommand[]> {
  if (!order) return []
  const { channelDispute } = order
  if (channelDispute === 'open') return row.disputeOpen ? [] : [{ is: 'dispute-opened', source: 'order' }]
  if (!row.disputeOpen) return []
  if (channelDispute !== 'none') return [{ is: 'dispute-ended' }]
  const opened = (await rows.cases.timeline(row.id)).findLast(({ name }) => name === 'dispute-opened')
  return opened?.said.source === 'order' ? [{ is: 'dispute-ended' }] : []
}
