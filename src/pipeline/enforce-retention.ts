import type { Policy } from '../model/policy.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { Deletable } from '../ports/store/deletions.js'
import type { PlatformRows } from '../ports/store.js'
import { forgetCase } from './forget-case.js'
import { platformPolicy } from './policy-for.js'
import { type DeletionParts, removeFreed } from './remove-freed.js'

/**
 * Deletes what every platform's policy gives no more time (rules.md section 9): a case a transaction, so that it may end
 * anywhere and goes on the next time. Open cases, and orders with an open case or under a dispute, are left alone.
 */
export async function enforceRetention(parts: DeletionParts): Promise<void> {
  const { store, now } = parts
  for (const { id: platformId } of await store.inAll(({ platforms }) => platforms.list())) {
    const { retention } = await store.inPlatform(platformId, (rows) => platformPolicy(rows, now().toISOString()))
    for (const what of inOrder) await forgetDue(parts, platformId, what, dueBefore(what, retention, now()))
  }
}

const inOrder: readonly Deletable[] = ['evidence', 'readings', 'keys', 'record']
const dayMs = 86_400_000
const batchCases = 100

/** When a case must have been closed for this to go; ISO 8601. */
function dueBefore(what: Deletable, { evidenceDays, readingsDays, keysDays, recordYears }: Policy['retention'], now: Date): string {
  const at = new Date(now)
  if (what === 'record') at.setUTCFullYear(at.getUTCFullYear() - recordYears)
  else at.setTime(at.getTime() - { evidence: evidenceDays, readings: readingsDays, keys: keysDays }[what] * dayMs)
  return at.toISOString()
}

async function forgetDue({ store, blobs, now }: DeletionParts, platformId: string, what: Deletable, before: string): Promise<void> {
  let after: string | null = null
  for (;;) {
    const place: string | null = after
    const due: readonly string[] = await store.inPlatform(platformId, ({ deletions }) =>
      deletions.due(what, before, { limit: batchCases, after: place }),
    )
    for (const caseId of due) {
      const freed = await store.inPlatform(platformId, (rows) => forgetIfOver(rows, caseId, what, before))
      await removeFreed({ store, blobs, now }, freed)
    }
    after = due.at(-1) ?? null
    if (due.length < batchCases) return
  }
}

/** Looks again under the lock. An order that several cases name keeps what it holds until the last of them is as old. */
async function forgetIfOver(rows: PlatformRows, caseId: string, what: Deletable, before: string) {
  const row = await rows.cases.lock(caseId)
  if (!row || !isOver(row, before) || !(await isOrderOver(rows, row, before))) return []
  return forgetCase(rows, row, what, 'retention')
}

async function isOrderOver(rows: PlatformRows, { orderNumber }: CaseRow, before: string): Promise<boolean> {
  if (orderNumber === null) return true
  const order = await rows.orders.get(orderNumber)
  if (order?.order.channelDispute === 'open') return false
  const { rows: ofOrder } = await rows.cases.list({ orderNumber, limit: mostCasesOfOrder, after: null })
  return ofOrder.every((row) => isOver(row, before))
}

const mostCasesOfOrder = 50

function isOver({ state, updatedAt }: CaseRow, before: string): boolean {
  return state === 'closed' && updatedAt < before
}
