import type { PlatformRows } from '../ports/store.js'
import { addJobs } from './add-jobs.js'
import { priorityOf } from './plan-priority.js'

/** Has the open case of an order judged anew, because what it is judged by has changed. Locks the case. */
export async function judgeAnew(rows: PlatformRows, orderNumber: string): Promise<void> {
  const open = await rows.cases.openOf(orderNumber)
  const touched = open && (await rows.cases.touch(open.id))
  if (!touched) return
  const waits = (await rows.evidence.list(touched.id)).some(({ state }) => state === 'waiting')
  // The last piece that is read has the case judged.
  if (waits) return
  const payload = { platformId: rows.platformId, caseId: touched.id, revision: touched.revision }
  await addJobs(rows, [{ name: 'judge-case', payload }], { priority: await priorityOf(rows, touched) })
}
