import { findContradictions } from '../../judge/find-contradictions.js'
import { maskKey } from '../../judge/mask-key.js'
import { matchOrder } from '../../judge/match-order.js'
import { readRecord } from '../../judge/read-record.js'
import { weighCodes } from '../../judge/weigh-codes.js'
import { weighDetails } from '../../judge/weigh-details.js'
import { weighMatch } from '../../judge/weigh-match.js'
import { yuan } from '../../judge/weigh-record.js'
import { wallClock } from '../../judge/zone-time.js'
import type { CaseFile } from '../../model/case.js'
import type { Examined } from '../../model/examined.js'
import type { Field, Sentence } from '../../model/field.js'
import type { Signal, SignalCode } from '../../model/signal.js'
import { placeSeen, placesOnce, type SeenPlace, type SheetPiece, type Speech, seenAt } from './place-seen.js'

/** The facts of an order that a reviewer checks, in the order in which they are checked. */
export const comparedFields = [
  'order-number',
  'payment-number',
  'amount',
  'paid-at',
  'product',
  'card-key',
  'error-code',
  'failure-time',
  'refund-state',
] as const
type ComparedField = (typeof comparedFields)[number]

type Standing = 'agree' | 'differ' | 'unreadable' | 'shown' | 'not-shown'

export interface ComparedRow {
  readonly field: ComparedField
  readonly label: string
  readonly recorded: string | null
  readonly standing: Standing
  readonly because: string
  readonly read: readonly SeenPlace[]
}

/** The order's facts beside what was read of each. The same stages say it that judge, of the record and the evidence as they are now. */
export function compareOrder(caseFile: CaseFile, pieces: readonly SheetPiece[], speech: Speech): readonly ComparedRow[] {
  const examined = pieces.flatMap((piece) => (piece.examined ? [piece.examined] : []))
  const matches = matchOrder(caseFile, readRecord(caseFile).keyTokens, examined)
  const signals = [
    ...weighMatch(matches, caseFile.policy),
    ...weighDetails(caseFile, matches),
    ...weighCodes(caseFile, examined),
    ...findContradictions(caseFile, matches),
  ]
  return comparedFields.map((field) => compareField(field, { caseFile, pieces, signals, speech }))
}

interface Compared {
  readonly caseFile: CaseFile
  readonly pieces: readonly SheetPiece[]
  readonly signals: readonly Signal[]
  readonly speech: Speech
}

function compareField(field: ComparedField, { caseFile, pieces, signals, speech }: Compared): ComparedRow {
  const { label, codes, isShownBy } = lines[field]
  const recorded = recordedOf(field, caseFile)
  const telling = (['differ', 'agree', 'unreadable', 'shown'] as const).flatMap((standing) =>
    signals.filter(({ code }) => codes[standing]?.includes(code)).map((signal) => ({ standing, signal })),
  )
  const [first] = telling
  const ofSignals = telling.flatMap(({ signal }) => (signal.at ?? []).flatMap((at) => placeSeen(pieces, at) ?? []))
  const fields = pieces.flatMap(({ evidenceId, examined }) =>
    (examined?.fields ?? []).flatMap((one) => (examined && isShownBy(one, examined) ? [{ one, place: seenAt(evidenceId, one) }] : [])),
  )
  const named = field === 'product' && caseFile.order ? linesNaming(caseFile.order.product.name, pieces) : []
  const surest = fields.map(({ place }) => place).sort((a, b) => b.confidence - a.confidence)
  const read = placesOnce([...ofSignals, ...named, ...surest]).slice(0, mostPlaces)
  const isUnreadable = fields.some(({ one }) => one.value === null)
  const standing = first?.standing ?? (isUnreadable ? 'unreadable' : read.length > 0 ? 'shown' : 'not-shown')
  return {
    field,
    label: speech.say(label),
    recorded: recorded && speech.hide(recorded),
    standing,
    because: speech.hide(speech.say(first?.signal.because ?? plainWords[standing])),
    read: read.map((place) => ({ ...place, text: speech.hide(place.text) })),
  }
}

/** More places of one value tell a reviewer nothing. */
const mostPlaces = 12

const plainWords: Readonly<Record<Standing, Sentence>> = {
  agree: { zh: '与记录一致。', en: 'It is as recorded.' },
  differ: { zh: '与记录不同。', en: 'It differs from the record.' },
  unreadable: { zh: '画面上有这一项，但内容无法辨认。', en: 'It is labelled, but it cannot be read.' },
  shown: { zh: '读到了，但无法与平台记录对照。', en: 'It was read, and cannot be held against the record.' },
  'not-shown': { zh: '没有材料显示这一项。', en: 'No piece of evidence shows it.' },
}

interface Line {
  readonly label: Sentence
  readonly codes: Readonly<Partial<Record<Standing, readonly SignalCode[]>>>
  readonly isShownBy: (field: Field, piece: Examined) => boolean
}

const ofType = (type: Field['type']) => (field: Field) => field.type === type

const lines: Readonly<Record<ComparedField, Line>> = {
  'order-number': {
    label: { zh: '订单号', en: 'Order number' },
    codes: { agree: ['order-number-matches'], differ: ['order-number-differs'], unreadable: ['order-number-unclear'] },
    isShownBy: ofType('order-number'),
  },
  'payment-number': {
    label: { zh: '支付单号', en: 'Payment number' },
    codes: { agree: ['payment-number-matches'], differ: ['payment-number-differs'] },
    isShownBy: ofType('payment-number'),
  },
  amount: {
    label: { zh: '金额', en: 'Amount' },
    codes: { agree: ['amount-matches'], differ: ['amount-differs'] },
    isShownBy: ofType('amount'),
  },
  'paid-at': {
    label: { zh: '付款时间', en: 'Time of payment' },
    codes: { agree: ['paid-time-matches'], differ: ['paid-time-differs', 'number-date-differs'] },
    isShownBy: (field) => field.type === 'timestamp' && field.role === 'paid',
  },
  product: { label: { zh: '商品', en: 'Product' }, codes: { agree: ['product-matches'] }, isShownBy: () => false },
  'card-key': {
    label: { zh: '卡密', en: 'Card key' },
    codes: { agree: ['key-matches'], differ: ['key-differs'], unreadable: ['key-unclear'] },
    isShownBy: ofType('card-key'),
  },
  'error-code': {
    label: { zh: '错误代码', en: 'Error code' },
    codes: {
      differ: ['statement-code-differs'],
      shown: ['error-points-at-product', 'error-points-at-user', 'error-points-at-service', 'error-code-unknown'],
    },
    isShownBy: ofType('error-code'),
  },
  'failure-time': {
    label: { zh: '失败时间（应在发货之后）', en: 'Time of failure (after delivery)' },
    codes: { agree: ['times-in-order'], differ: ['failure-before-delivery', 'time-after-upload', 'clock-before-page-time'] },
    isShownBy: (field, piece) =>
      field.type === 'timestamp' && (field.role === 'failed' || (field.role === 'clock' && piece.shows === 'failure')),
  },
  'refund-state': { label: { zh: '退款情况', en: 'Refunds' }, codes: {}, isShownBy: ofType('refund-number') },
}

function recordedOf(field: ComparedField, { order, policy }: CaseFile): string | null {
  if (!order) return null
  const sum = (fen: number) => (order.currency === 'CNY' ? `¥${yuan(fen)}` : `${yuan(fen)} ${order.currency}`)
  const at = (time: string | null) => time && wallClock(Date.parse(time), policy.timeZone)
  const recorded: Readonly<Record<ComparedField, string | null>> = {
    'order-number': order.number,
    'payment-number': order.paymentNumber ?? order.payments[0]?.number ?? null,
    amount: sum(order.amountFen),
    'paid-at': at(order.paidAt),
    product: order.product.name,
    'card-key': order.deliveredKeys.map(maskKey).join(' / ') || null,
    'error-code': null,
    'failure-time': at(order.deliveredAt),
    'refund-state': `${sum(order.refundedFen)} / ${sum(order.amountFen)}`,
  }
  return recorded[field]
}

function linesNaming(product: string, pieces: readonly SheetPiece[]): readonly SeenPlace[] {
  const plain = (text: string) => text.replace(/\s+/g, '').toLowerCase()
  const name = plain(product)
  if (name.length < 3) return []
  return pieces.flatMap(({ evidenceId, examined }) =>
    (examined?.reading.lines ?? []).filter(({ text }) => plain(text).includes(name)).map((line) => seenAt(evidenceId, line)),
  )
}
