import type { CaseRow } from '../ports/store/cases.js'
import type { Deletable, NewDeletion } from '../ports/store/deletions.js'
import type { PlatformRows } from '../ports/store.js'
import { stripBuyer, stripCase, stripKeys } from './strip-case.js'

/** Blobs that a case no longer needs; others may. */
export type FreedBlobs = readonly string[]

/**
 * Deletes one kind of thing that a closed case holds, once, and notes it. The case must be locked and its order under no
 * dispute. Append nothing but audit entries after it. Gives the blobs to be removed after the transaction.
 */
export async function forgetCase(rows: PlatformRows, row: CaseRow, what: Deletable, because: NewDeletion['because']): Promise<FreedBlobs> {
  const noted = await rows.deletions.list({ limit: 10, after: null, subject: row.id })
  if (noted.rows.some((deletion) => deletion.what === what)) return []
  const { count, blobs } = await drops[what](rows, row)
  await rows.deletions.rewrite(row.id, stripCase(what))
  await rows.deletions.note({ subject: row.id, what, count, because })
  await rows.audit.append({ actor: 'system', action: `${what}.deleted`, subject: row.id, details: { count, because } })
  return blobs
}

type Drop = (rows: PlatformRows, row: CaseRow) => Promise<{ readonly count: number; readonly blobs: FreedBlobs }>

const drops: Readonly<Record<Deletable, Drop>> = {
  evidence: async (rows, { id }) => {
    const blobs = await rows.deletions.dropEvidence(id)
    return { count: blobs.length, blobs }
  },
  readings: async (rows, { id }) => ({ count: await rows.deletions.dropReadings(id), blobs: [] }),
  keys: async (rows, row) => {
    const known = await orderOf(rows, row)
    if (known) await rows.orders.upsert([{ order: stripKeys(known.order), buyer: known.buyer }])
    return { count: known?.order.deliveredKeys.length ?? 0, blobs: [] }
  },
  record: async (rows, row) => {
    const known = await orderOf(rows, row)
    if (known) await rows.orders.upsert([{ order: stripBuyer(known.order), buyer: null }])
    return { count: 1, blobs: [] }
  },
}

async function orderOf(rows: PlatformRows, { orderNumber }: CaseRow) {
  return orderNumber === null ? null : rows.orders.get(orderNumber)
}
