import type { NewOrder, UpsertedOrder } from '../ports/store/orders.js'
import type { PlatformRows } from '../ports/store.js'
import { addJobs } from './add-jobs.js'
import { priorityOf } from './plan-priority.js'

/** Keeps orders as the platform tells them, the last one wins, and has the open case of each one that changed judged anew. */
export async function receiveOrders(rows: PlatformRows, orders: readonly NewOrder[], actor: string): Promise<readonly UpsertedOrder[]> {
  const upserted = await rows.orders.upsert(orders)
  const changed = new Set(upserted.filter(({ was }) => was !== 'same').map(({ row }) => row.order.number))
  if (changed.size === 0) return upserted
  for (const number of changed) {
    const open = await rows.cases.openOf(number)
    const touched = open && (await rows.cases.touch(open.id))
    if (!touched) continue
    const waits = (await rows.evidence.list(touched.id)).some(({ state }) => state === 'waiting')
    // The last piece that is read has the case judged.
    if (!waits) await addJobs(rows, [judgeJob(rows, touched.id, touched.revision)], { priority: await priorityOf(rows, touched) })
  }
  await rows.audit.append({ actor, action: 'orders.received', subject: rows.platformId, details: { changed: changed.size } })
  return upserted
}

function judgeJob({ platformId }: PlatformRows, caseId: string, revision: number) {
  return { name: 'judge-case' as const, payload: { platformId, caseId, revision } }
}
