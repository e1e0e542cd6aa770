import type { CaseFile } from '../model/case.js'
import type { Sentence } from '../model/field.js'
import { wallClock } from './zone-time.js'

/** Clocks of shop, gateway and our own differ by a little. */
const slackMs = 10 * 60_000

/**
 * The first pair of recorded times that cannot both be true, in words: created ≤ paid ≤ delivered ≤ completed ≤ now, created ≤
 * submitted. Null when they agree.
 */
export function checkRecordTimes({ order, claim, policy, now }: CaseFile): Sentence | null {
  if (!order) return null
  const created = moment('下单时间', 'the time of order', order.createdAt)
  const paid = moment('付款时间', 'the time of payment', order.paidAt)
  const delivered = moment('发货时间', 'the time of delivery', order.deliveredAt)
  const completed = moment('完成时间', 'the time of completion', order.completedAt)
  const submitted = moment('申请时间', 'the time of the claim', claim.submittedAt)
  const known = [created, paid, delivered, completed].filter((one) => one !== null)
  const payments = order.payments.map(({ at }) => moment('付款时间', 'the time of a payment', at))
  const judged = moment('当前时间', 'the present', now)
  const pairs = [
    ...known.slice(1).map((later, i) => [known[i], later] as const),
    ...[submitted, ...payments].map((later) => [created, later] as const),
    ...[...known, ...payments].map((earlier) => [earlier, judged] as const),
  ]
  for (const [earlier, later] of pairs) {
    if (!earlier || !later || earlier.atMs <= later.atMs + slackMs) continue
    const at = (one: Moment) => wallClock(one.atMs, policy.timeZone)
    return {
      zh: `平台记录的${earlier.zh} ${at(earlier)} 晚于${later.zh} ${at(later)}。`,
      en: `In the record, ${earlier.en} (${at(earlier)}) is later than ${later.en} (${at(later)}).`,
    }
  }
  return null
}

interface Moment extends Sentence {
  readonly atMs: number
}

function moment(zh: string, en: string, iso: string | null): Moment | null {
  return iso === null ? null : { zh, en, atMs: Date.parse(iso) }
}
