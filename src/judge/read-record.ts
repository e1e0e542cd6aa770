import type { CaseFile } from '../model/case.js'
import type { Sentence } from '../model/field.js'
import type { Order } from '../model/order.js'
import type { Policy } from '../model/policy.js'
import { addWorkingTime } from './add-working-time.js'
import { checkRecordTimes } from './check-record-times.js'
import { type Goods, readGoods } from './read-goods.js'

const hourMs = 3_600_000

/** What the platform's own record says of the order: the plain facts of rules.md section 2. Times in ms since 1970. */
export interface RecordFacts {
  readonly found: boolean
  readonly refundedInFull: boolean
  readonly dispute: Order['channelDispute']
  readonly unpaid: boolean
  readonly closedAfterPayment: boolean
  /** `unclear`: status, times and delivered goods do not say the same. */
  readonly delivery: 'delivered' | 'undelivered' | 'unclear'
  /** What the record says against itself, where that can be named; then `delivery` is `unclear`. */
  readonly contradiction: Sentence | null
  /** The parts of the delivered goods a screen may show. */
  readonly keyTokens: readonly string[]
  /** The same by delivered key: an order of several keys is not bad because one of them is. */
  readonly keys: readonly (readonly string[])[]
  readonly deliveredMs: number | null
  /** Undelivered: when the goods were due, and when the question for stock ends; null without a payment time. */
  readonly dueMs: number | null
  readonly questionEndMs: number | null
  /** Delivered: the last moment a claim can be filed. */
  readonly windowEndMs: number | null
  /** Payments beside the order's own that are still kept; empty when the record knows none, or nobody can tell which is whose. */
  readonly surplus: Order['payments']
  readonly claimedByAnother: boolean
  readonly claimedNumberDiffers: boolean
}

/**
 * Reads the order's plain facts. Deadlines and windows are exact durations (a day is 24 h) from the recorded instant, so that
 * no calendar or zone moves them; the question for stock alone counts working time where the policy asks for it.
 */
export function readRecord(caseFile: CaseFile): RecordFacts {
  const { claim, buyer, policy, order } = caseFile
  if (!order) return nothingFound
  const goods = order.deliveredKeys.map(readGoods)
  const contradiction = tellContradiction(order) ?? checkRecordTimes(caseFile)
  const paidMs = toMs(order.paidAt)
  const dueMs = paidMs === null ? null : paidMs + policy.windows.deliveryDeadlineHours * hourMs
  return {
    found: true,
    refundedInFull: order.status === 'refunded' || (order.refundedFen > 0 && order.refundedFen >= order.amountFen),
    dispute: order.channelDispute,
    unpaid: order.amountFen <= 0 || ((order.status === 'unpaid' || order.status === 'closed') && !isPaid(order)),
    closedAfterPayment: order.status === 'closed' && isPaid(order),
    delivery: contradiction ? 'unclear' : tellDelivery(order, goods),
    contradiction,
    keyTokens: goods.flatMap(({ tokens }) => tokens),
    keys: goods.map(({ tokens }) => tokens).filter((tokens) => tokens.length > 0),
    deliveredMs: toMs(order.deliveredAt),
    dueMs,
    questionEndMs: dueMs === null ? null : addWorkingTime(dueMs, policy.windows.stockQuestionHours * hourMs, 'merchant', policy),
    windowEndMs: windowEnd(order, policy),
    surplus: findSurplus(order),
    claimedByAnother: buyer === null || claim.buyerId !== buyer.id,
    claimedNumberDiffers: claim.orderNumber !== null && !sameNumber(claim.orderNumber, order),
  }
}

const nothingFound: RecordFacts = {
  found: false,
  refundedInFull: false,
  dispute: 'none',
  unpaid: false,
  closedAfterPayment: false,
  delivery: 'unclear',
  contradiction: null,
  keyTokens: [],
  keys: [],
  deliveredMs: null,
  dueMs: null,
  questionEndMs: null,
  windowEndMs: null,
  surplus: [],
  claimedByAnother: false,
  claimedNumberDiffers: false,
}

/** A payment that came although the status missed it (掉单) is a payment all the same. */
function isPaid({ paidAt, payments }: Order): boolean {
  return paidAt !== null || payments.length > 0
}

/** What status, payment and goods say against each other: guessing either way would pay or refuse wrongly. */
function tellContradiction(order: Order): Sentence | null {
  const { status, deliveredAt, completedAt, product } = order
  if (status === 'unpaid' && isPaid(order))
    return { zh: '平台记录的状态是未付款，却记有付款。', en: 'The record says unpaid and yet holds a payment.' }
  if (status !== 'unpaid' && status !== 'closed' && !isPaid(order))
    return { zh: '平台记录的状态是已付款，却没有付款时间。', en: 'The record says paid and yet has no time of payment.' }
  const deliversKeys = product.kind === 'card-key' || product.kind === 'licence'
  const saysDone = status === 'delivered' || status === 'completed' || deliveredAt !== null || completedAt !== null
  if (deliversKeys && saysDone && order.deliveredKeys.every((text) => text.trim() === ''))
    return { zh: '平台记录显示已发货，卡密栏却是空的。', en: "The record says delivered and yet the order's key field is empty." }
  return null
}

function tellDelivery(order: Order, goods: readonly Goods[]): RecordFacts['delivery'] {
  const has = (is: Goods['is']) => goods.some((one) => one.is === is)
  const doneAt = order.deliveredAt ?? order.completedAt
  const statusDone = order.status === 'delivered' || order.status === 'completed'
  if (has('key')) return statusDone && doneAt !== null ? 'delivered' : 'unclear'
  if (has('unclear')) return 'unclear'
  const deliversKeys = order.product.kind === 'card-key' || order.product.kind === 'licence'
  if (goods.length > 0 && goods.every((one) => one.is === 'not-delivered')) return 'undelivered'
  if (has('delivered')) return !deliversKeys && statusDone && doneAt !== null ? 'delivered' : 'unclear'
  if (deliversKeys) return 'undelivered'
  if (statusDone) return doneAt === null ? 'unclear' : 'delivered'
  return doneAt === null ? 'undelivered' : 'unclear'
}

function windowEnd(order: Order, policy: Policy): number | null {
  const startMs = toMs(order.completedAt) ?? toMs(order.deliveredAt)
  return startMs === null ? null : startMs + policy.windows.filingDays * 24 * hourMs
}

/** Some gateways tell payments apart by odd cents; what differs by more is another payment than the order's. */
const paymentSlackFen = 100

/**
 * What came in beside the order's own payment, which is the one with its number, else the first of those nearest to its amount.
 * Nothing was given back yet: afterwards the surplus may be gone already. Where any payment is of another amount, nobody can
 * tell from here what was paid twice.
 */
function findSurplus({ payments, paymentNumber, amountFen, refundedFen }: Order): Order['payments'] {
  const kept = [...new Map(payments.filter((one) => one.amountFen > 0).map((one) => [plainNumber(one.number), one])).values()]
  const offBy = ({ amountFen: paidFen }: Order['payments'][number]) => Math.abs(paidFen - amountFen)
  if (refundedFen > 0 || kept.some((one) => offBy(one) > paymentSlackFen)) return []
  const isOwn = ({ number }: Order['payments'][number]) => paymentNumber !== null && plainNumber(number) === plainNumber(paymentNumber)
  const own = kept.find(isOwn) ?? kept.toSorted((a, b) => offBy(a) - offBy(b))[0]
  return kept.filter((one) => one !== own)
}

/** A claim may name the order by any number its sale has; spaces and case are the buyer's typing. */
function sameNumber(claimed: string, order: Order): boolean {
  const known = [order.number, order.merchantOrderNumber, order.paymentNumber, ...order.payments.map(({ number }) => number)]
  return plainNumber(claimed) === '' || known.some((number) => number !== null && plainNumber(number) === plainNumber(claimed))
}

function plainNumber(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
}

function toMs(iso: string | null): number | null {
  return iso === null ? null : Date.parse(iso)
}
