import type { CaseFile } from '../model/case.js'
import type { Examined } from '../model/examined.js'
import type { AmountField } from '../model/field.js'
import type { Order } from '../model/order.js'
import type { Signal } from '../model/signal.js'
import { makeSignal } from './make-signal.js'
import type { PieceMatch } from './match-order.js'
import { pieceTimes } from './piece-times.js'
import { usedKind } from './used-kind.js'
import { yuan } from './weigh-record.js'
import { wallClock } from './zone-time.js'

const minuteMs = 60_000
/** A payment's notice reaches the shop a little after the payment. */
const paidSlackMs = 10 * minuteMs
const paidLabel = /实付|实际支付|支付金额|付款金额|订单金额|合计|总计|总价|应付|total|amount paid|paid/i

/** Says whether amount, payment time and product on pages of this order are those of the record. */
export function weighDetails(caseFile: CaseFile, matches: readonly PieceMatch[]): readonly Signal[] {
  const { order } = caseFile
  if (!order) return []
  const pages = matches.filter(({ piece }) => ['order-page', 'payment-receipt'].includes(usedKind(piece)))
  return [...weighAmount(caseFile, order, pages), ...weighPaidTime(caseFile, order, pages), ...weighProduct(caseFile, order, matches)]
}

function weighAmount({ policy }: CaseFile, order: Order, pages: readonly PieceMatch[]): readonly Signal[] {
  const isOrders = (field: AmountField) => toFen(field) === order.amountFen && field.currency === order.currency
  const equal = pages.flatMap(({ piece }) =>
    amountsOf(piece).flatMap((field) => (isOrders(field) ? [{ file: piece.file, box: field.box }] : [])),
  )
  // Unit prices, discounts and totals stand side by side: only the amount labelled as paid can contradict, on a page of this order without the right one.
  const others = pages.flatMap(({ piece, ofThisOrder }) => {
    const amounts = amountsOf(piece)
    if (!ofThisOrder || amounts.some(isOrders)) return []
    const { differsFromConfidence } = policy.match
    const paid = amounts.filter(
      ({ label, currency, confidence }) =>
        paidLabel.test(label ?? '') && currency === order.currency && confidence >= differsFromConfidence,
    )
    return paid.map((field) => ({ file: piece.file, box: field.box, value: field.value }))
  })
  const signals: Signal[] = []
  if (equal.length > 0) {
    const zh = `截图上的金额 ${yuan(order.amountFen)} 元与订单一致。`
    const en = `The amount ¥${yuan(order.amountFen)} in the picture is the order's.`
    signals.push(makeSignal(policy, 'amount-matches', { zh, en }, equal))
  }
  if (others.length > 0) {
    const zh = `截图上的金额是 ${others[0]?.value} 元，订单金额是 ${yuan(order.amountFen)} 元。`
    const en = `The picture says ¥${others[0]?.value}, the order's amount is ¥${yuan(order.amountFen)}.`
    signals.push(makeSignal(policy, 'amount-differs', { zh, en }, others))
  }
  return signals
}

function weighPaidTime({ policy, claim }: CaseFile, order: Order, pages: readonly PieceMatch[]): readonly Signal[] {
  if (order.paidAt === null) return []
  const paidMs = Date.parse(order.paidAt)
  const shown = pages.flatMap(({ piece, ofThisOrder }) =>
    pieceTimes(piece, policy.timeZone, Date.parse(piece.uploadedAt ?? claim.submittedAt))
      .filter(({ field, placed }) => field.role === 'paid' && placed.kind === 'instant')
      .map(({ field, placed }) => ({
        file: piece.file,
        box: field.box,
        field,
        ofThisOrder,
        offMs: gap(paidMs, placed.fromMs, placed.toMs),
      })),
  )
  const at = wallClock(paidMs, policy.timeZone)
  const near = shown.filter(({ offMs }) => offMs <= paidSlackMs)
  const off = shown.filter(({ ofThisOrder, offMs }) => ofThisOrder && offMs > 60 * minuteMs && !isZoneShift(offMs))
  const signals: Signal[] = []
  if (near.length > 0) {
    const because = { zh: `截图上的付款时间与平台记录 ${at} 一致。`, en: `The time of payment in the picture is the recorded ${at}.` }
    signals.push(makeSignal(policy, 'paid-time-matches', because, near))
  }
  if (off.length > 0) {
    const zh = `截图上的付款时间是 ${off[0]?.field.text}，平台记录是 ${at}。`
    const en = `The picture says it was paid at ${off[0]?.field.text}, the platform's record says ${at}.`
    signals.push(makeSignal(policy, 'paid-time-differs', { zh, en }, off))
  }
  return signals
}

/** The amounts of a page that are read at all. */
function amountsOf({ fields }: Examined): readonly AmountField[] {
  return fields.filter((field): field is AmountField => field.type === 'amount' && field.value !== null)
}

function weighProduct({ policy }: CaseFile, order: Order, matches: readonly PieceMatch[]): readonly Signal[] {
  const plain = (text: string) => text.replace(/\s+/g, '').toLowerCase()
  const name = plain(order.product.name)
  if (name.length < 3) return []
  const found = matches.filter(
    ({ piece, ofAnotherOrder }) =>
      !ofAnotherOrder && piece.reading.lines.some(({ text }) => text.length >= name.length && plain(text).includes(name)),
  )
  if (found.length === 0) return []
  const because = {
    zh: `截图上有订单商品「${order.product.name}」的名称。`,
    en: `The picture names the order's product "${order.product.name}".`,
  }
  return [
    makeSignal(
      policy,
      'product-matches',
      because,
      found.map(({ piece }) => ({ file: piece.file })),
    ),
  ]
}

function toFen({ value }: AmountField): number {
  return Math.abs(Math.round(Number(value) * 100))
}

/** How far a moment lies outside a span, in ms. */
function gap(atMs: number, fromMs: number, toMs: number): number {
  return Math.max(0, fromMs - atMs, atMs - toMs)
}

/** A whole number of half hours up to 14 h: a clock of another zone, no other payment. */
function isZoneShift(offMs: number): boolean {
  const halfHours = Math.round(offMs / (30 * minuteMs))
  return halfHours <= 28 && Math.abs(offMs - halfHours * 30 * minuteMs) <= 2 * minuteMs
}
