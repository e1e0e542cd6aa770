import type { Sentence } from '../model/field.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { Deletable } from '../ports/store/deletions.js'
import type { OrderRow } from '../ports/store/orders.js'
import type { PlatformRows } from '../ports/store.js'
import { type FreedBlobs, forgetCase } from './forget-case.js'
import { platformPolicy, policyFor } from './policy-for.js'
import { type DeletionParts, removeFreed } from './remove-freed.js'
import { stripKeys } from './strip-case.js'

/** What must stay of a buyer, why, and until when; null where that depends on what happens. */
interface Kept {
  /** A case, or an order without one. */
  readonly subject: string
  readonly what: 'everything' | 'record'
  readonly because: Sentence
  readonly until: string | null
}

/** What became of a request for deletion. */
interface Forgotten {
  readonly deleted: readonly { readonly subject: string; readonly what: readonly Deletable[] }[]
  readonly kept: readonly Kept[]
}

interface Step extends Forgotten {
  readonly freed: FreedBlobs
}

/**
 * Deletes what a buyer may ask to have deleted (PIPL article 47), at once, and names what must stay. A case or order a
 * transaction: cut off, it goes on when it is asked again.
 */
export async function forgetBuyer(parts: DeletionParts, platformId: string, buyerId: string): Promise<Forgotten> {
  const { store, now } = parts
  const steps: Step[] = []
  const run = async (work: (rows: PlatformRows) => Promise<Step>) => {
    const step = await store.inPlatform(platformId, work)
    await removeFreed(parts, step.freed)
    steps.push(step)
  }
  const cases = await listAll((after) => store.inPlatform(platformId, (rows) => rows.cases.list({ buyerId, limit: pageRows, after })))
  for (const { id } of cases) await run((rows) => forgetOne(rows, id))
  const orders = await listAll((after) => store.inPlatform(platformId, (rows) => rows.orders.list({ buyerId, limit: pageRows, after })))
  for (const { order } of orders) await run((rows) => forgetOrder(rows, order.number, now()))
  return { deleted: steps.flatMap(({ deleted }) => deleted), kept: steps.flatMap(({ kept }) => kept) }
}

const pageRows = 100
const dayMs = 86_400_000
const inOrder = ['evidence', 'readings', 'keys'] as const
const nothing: Step = { deleted: [], kept: [], freed: [] }

async function listAll<Row extends { readonly id: string }>(
  page: (after: string | null) => Promise<{ readonly rows: readonly Row[]; readonly next: string | null }>,
): Promise<readonly Row[]> {
  const all: Row[] = []
  let after: string | null = null
  do {
    const { rows, next }: { readonly rows: readonly Row[]; readonly next: string | null } = await page(after)
    all.push(...rows)
    after = next
  } while (after !== null)
  return all
}

async function forgetOne(rows: PlatformRows, caseId: string): Promise<Step> {
  const row = await rows.cases.lock(caseId)
  if (!row) return nothing
  const running = await whyRunning(rows, row)
  if (running) return { ...nothing, kept: [{ subject: caseId, what: 'everything', because: running, until: null }] }
  const freed: string[] = []
  for (const what of inOrder) freed.push(...(await forgetCase(rows, row, what, 'request')))
  const until = new Date(row.updatedAt)
  until.setUTCFullYear(until.getUTCFullYear() + (await platformPolicy(rows, row.updatedAt)).retention.recordYears)
  const record: Kept = { subject: caseId, what: 'record', because: reasons.record, until: until.toISOString() }
  return { deleted: [{ subject: caseId, what: inOrder }], kept: [record], freed }
}

async function whyRunning(rows: PlatformRows, { state, orderNumber }: CaseRow): Promise<Sentence | null> {
  if (state !== 'closed') return reasons.open
  if (orderNumber === null) return null
  if ((await rows.orders.get(orderNumber))?.order.channelDispute === 'open') return reasons.dispute
  return (await rows.cases.openOf(orderNumber)) ? reasons.open : null
}

/** An order that no case names: its keys stay as long as a claim on it can be filed. */
async function forgetOrder(rows: PlatformRows, orderNumber: string, now: Date): Promise<Step> {
  const known = await rows.orders.get(orderNumber)
  const { rows: ofOrder } = await rows.cases.list({ orderNumber, limit: 1, after: null })
  if (!known || ofOrder.length > 0) return nothing
  const until = await endOfFiling(rows, known, now.toISOString())
  if (until === null || Date.parse(until) > now.getTime()) {
    return { ...nothing, kept: [{ subject: known.id, what: 'everything', because: reasons.window, until }] }
  }
  await rows.orders.upsert([{ order: stripKeys(known.order), buyer: known.buyer }])
  const count = known.order.deliveredKeys.length
  await rows.deletions.note({ subject: known.id, what: 'keys', count, because: 'request' })
  await rows.audit.append({ actor: 'system', action: 'keys.deleted', subject: known.id, details: { count, because: 'request' } })
  return { ...nothing, deleted: [{ subject: known.id, what: ['keys'] }] }
}

async function endOfFiling(rows: PlatformRows, { order }: OrderRow, now: string): Promise<string | null> {
  const from = order.completedAt ?? order.deliveredAt
  const { filingDays } = (await policyFor(rows, { merchantId: order.merchantId, at: now })).windows
  return from === null ? null : new Date(Date.parse(from) + filingDays * dayMs).toISOString()
}

const reasons = {
  open: { zh: '该案件尚未结束，结束后才能删除。', en: 'The case is not over; it can be deleted after that.' },
  dispute: { zh: '支付渠道对该订单的争议尚未结束。', en: 'A dispute of the payment channel on this order is not over.' },
  window: { zh: '该订单仍可申请退款。', en: 'A claim on this order can still be filed.' },
  record: {
    zh: '交易记录依法自交易完成之日起至少保存三年（电子商务法第三十一条）。',
    en: 'A trade record must be kept for at least three years (E-Commerce Law, article 31).',
  },
} as const satisfies Readonly<Record<string, Sentence>>
