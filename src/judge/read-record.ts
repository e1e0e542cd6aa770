import type { CaseFile } from '../model/case.js'
import type { Order } from '../model/order.js'
import type { Policy } from '../model/policy.js'
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
  /** The parts of the delivered goods a screen may show. */
  readonly keyTokens: readonly string[]
  readonly deliveredMs: number | null
  /** Undelivered: when the goods were due, and when the question for stock ends; null without a payment time. */
  readonly dueMs: number | null
  readonly questionEndMs: number | null
  /** Delivered: the last moment a claim can be filed. */
  readonly windowEndMs: number | null
  /** A second payment beside the order's own, in fen; 0 when the record knows none that is still kept. */
  readonly surplusFen: number
  readonly claimedByAnother: boolean
  readonly claimedNumberDiffers: boolean
}

/**
 * Reads the order's plain facts. Deadlines and windows are exact durations (a day is 24 h) from the recorded instant, so that
 * no calendar or zone moves them.
 */
export function readRecord(caseFile: CaseFile): RecordFacts {
  const { claim, buyer, policy, order } = caseFile
  if (!order) return nothingFound
  const goods = order.deliveredKeys.map(readGoods)
  const delivery = tellDelivery(order, goods)
  const paidMs = toMs(order.paidAt)
  const dueMs = paidMs === null ? null : paidMs + policy.windows.deliveryDeadlineHours * hourMs
  return {
    found: true,
    refundedInFull: order.status === 'refunded' || (order.refundedFen > 0 && order.refundedFen >= order.amountFen),
    dispute: order.channelDispute,
    unpaid: order.status === 'unpaid' || (order.status === 'closed' && order.paidAt === null) || order.amountFen <= 0,
    closedAfterPayment: order.status === 'closed' && order.paidAt !== null,
    delivery,
    keyTokens: goods.flatMap(({ tokens }) => tokens),
    deliveredMs: toMs(order.deliveredAt),
    dueMs,
    questionEndMs: dueMs === null ? null : dueMs + policy.windows.stockQuestionHours * hourMs,
    windowEndMs: windowEnd(order, policy),
    surplusFen: surplus(order),
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
  keyTokens: [],
  deliveredMs: null,
  dueMs: null,
  questionEndMs: null,
  windowEndMs: null,
  surplusFen: 0,
  claimedByAnother: false,
  claimedNumberDiffers: false,
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
  return order.deliveredAt === null ? 'undelivered' : 'unclear'
}

function windowEnd(order: Order, policy: Policy): number | null {
  const startMs = toMs(order.completedAt) ?? toMs(order.deliveredAt)
  return startMs === null ? null : startMs + policy.windows.filingDays * 24 * hourMs
}

/** Two payments of different numbers that sum above the amount, and nothing given back yet: afterwards the surplus may be gone already. */
function surplus(order: Order): number {
  const byNumber = new Map(order.payments.filter(({ amountFen }) => amountFen > 0).map((payment) => [payment.number, payment.amountFen]))
  const paidFen = [...byNumber.values()].reduce((sum, amountFen) => sum + amountFen, 0)
  return byNumber.size >= 2 && order.refundedFen === 0 ? Math.max(0, paidFen - order.amountFen) : 0
}

/** A claim may name the order by any number its sale has; spaces and case are the buyer's typing. */
function sameNumber(claimed: string, order: Order): boolean {
  const plain = (text: string) => text.replace(/[\s-]/g, '').toUpperCase()
  const known = [order.number, order.merchantOrderNumber, order.paymentNumber, ...order.payments.map(({ number }) => number)]
  return plain(claimed) === '' || known.some((number) => number !== null && plain(number) === plain(claimed))
}

function toMs(iso: string | null): number | null {
  return iso === null ? null : Date.parse(iso)
}
