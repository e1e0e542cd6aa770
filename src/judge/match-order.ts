import type { CaseFile } from '../model/case.js'
import type { Examined } from '../model/examined.js'
import type { NumberField } from '../model/field.js'
import type { Order } from '../model/order.js'
import { squash } from './fold-confusables.js'
import { matchEnteredKey } from './match-entered-key.js'
import { absent, matchShown, matchValue, type ValueMatch } from './match-value.js'
import { type Measures, openMeasures } from './open-measures.js'

/** How one piece of evidence stands to the order: each expected value against what the piece shows. */
export interface PieceMatch {
  readonly piece: Examined
  readonly measures: Measures
  readonly orderNumber: ValueMatch
  readonly paymentNumber: ValueMatch
  readonly key: ValueMatch
  /** The key that was entered in a recording before it failed, as far as that is seen. */
  readonly enteredKey: ValueMatch
  /** Every part of the delivered keys that is on it. */
  readonly keysShown: readonly string[]
  /** Some number or key of this order is on it, and none of another order. */
  readonly ofThisOrder: boolean
  readonly ofAnotherOrder: boolean
}

/** Holds every piece against the order's numbers and keys (`keyTokens`: what a screen may show of the delivered goods). */
export function matchOrder(caseFile: CaseFile, keyTokens: readonly string[], examined: readonly Examined[]): readonly PieceMatch[] {
  const { order } = caseFile
  if (!order) return []
  const { own, payments } = numbersOf(order)
  const known = [...own, ...payments, caseFile.claim.orderNumber ?? ''].filter((number) => number !== '')
  return examined.map((piece) => {
    const measures = openMeasures(piece, known)
    const sight: Sight = { caseFile, piece, measures, known }
    const orderNumber = matchOrderNumber(sight, own, order)
    const paymentNumber = matchPaymentNumber(sight, payments)
    const key = matchKey(sight, keyTokens)
    const all = [orderNumber, paymentNumber, key]
    const ofAnotherOrder = all.some(({ verdict }) => verdict === 'differs')
    const ofThisOrder = !ofAnotherOrder && all.some(({ verdict }) => verdict === 'matches')
    const enteredKey = matchEnteredKey(piece, measures, keyTokens, caseFile.policy)
    const shown = keysShown(sight, keyTokens, key)
    return { piece, measures, orderNumber, paymentNumber, key, enteredKey, keysShown: shown, ofThisOrder, ofAnotherOrder }
  })
}

/** Every value of the record that a page is searched for. */
export function expectedValues({ order }: CaseFile, keyTokens: readonly string[]): readonly string[] {
  if (!order) return []
  const { own, payments } = numbersOf(order)
  return [...own, ...payments, ...keyTokens]
}

function numbersOf(order: Order): { readonly own: readonly string[]; readonly payments: readonly string[] } {
  return {
    own: [order.number, order.merchantOrderNumber].filter((number) => number !== null),
    payments: [order.paymentNumber, ...order.payments.map(({ number }) => number)].filter((number) => number !== null),
  }
}

interface Sight {
  readonly caseFile: CaseFile
  readonly piece: Examined
  readonly measures: Measures
  readonly known: readonly string[]
}

function matchOrderNumber(sight: Sight, own: readonly string[], order: Order): ValueMatch {
  const found = searchAll(sight, own, ['order-number'])
  if (found.verdict === 'matches') return found
  const { kind } = sight.piece
  // A gateway gives its own 商户单号: without one on record there is nothing to hold it against (contracts.md).
  // A game's or an issuer's page has numbers of its own: there only one of the order's form can be another order's.
  const shown = labelledOf(sight, 'order-number').filter(
    ({ label, value }) =>
      !isChannelNumber(value) &&
      (order.merchantOrderNumber !== null || !/商户|商家|merchant/i.test(label ?? '')) &&
      (kind === 'order-page' || kind === 'payment-receipt' || own.some((number) => haveSameForm(number, value))),
  )
  return compareOnly(sight, shown, own) ?? found
}

/** A number of the channel's own form is held against one of the same form: 易支付 and V免签 record numbers that are on no bill. */
function matchPaymentNumber(sight: Sight, payments: readonly string[]): ValueMatch {
  const found = searchAll(sight, payments, ['payment-number', 'order-number'])
  if (found.verdict === 'matches') return found
  const shown = [...labelledOf(sight, 'payment-number'), ...labelledOf(sight, 'order-number')].filter(({ value }) => isChannelNumber(value))
  const ofTheForm = payments.filter(isChannelNumber)
  return compareOnly(sight, shown, ofTheForm) ?? found
}

function matchKey(sight: Sight, keyTokens: readonly string[]): ValueMatch {
  const found = searchAll(sight, keyTokens, ['card-key'])
  if (found.verdict === 'matches') return found
  const masked = matchMasked(sight, keyTokens)
  if (masked) return masked
  const { kind } = sight.piece
  if (kind === 'support-chat' || kind === 'payment-receipt' || kind === 'merchant-promise') return found
  const lengths = new Set(keyTokens.map((token) => squash(token).length))
  const others = new Set(sight.known.map(squash))
  const shown = fieldsOf(sight, 'card-key').filter(
    ({ label, value }) => !others.has(squash(value)) && (label !== null || lengths.has(squash(value).length)),
  )
  return compareOnly(sight, shown, keyTokens) ?? found
}

// An order of more keys is a person's work; searching for all of them would only cost time.
const mostKeysSearched = 50

function keysShown(sight: Sight, keyTokens: readonly string[], first: ValueMatch): readonly string[] {
  if (first.verdict !== 'matches' || first.expected === null) return []
  if (keyTokens.length > mostKeysSearched) return [first.expected]
  return keyTokens.filter((token) => token === first.expected || searchAll(sight, [token], ['card-key']).verdict === 'matches')
}

function searchAll(sight: Sight, expected: readonly string[], types: readonly NumberField['type'][]): ValueMatch {
  let best = absent
  for (const one of expected) {
    const match = shortOrWrapped(sight, one, types) ?? matchValue(sight.measures.value(one), one, sight.caseFile.policy)
    if (match.verdict === 'matches') return match
    if (match.verdict !== 'absent') best = match
  }
  return best
}

/** A field whose value is the expected one, where no single line shows it: too short to search for, or wrapped over lines. */
function shortOrWrapped(sight: Sight, expected: string, types: readonly NumberField['type'][]): ValueMatch | null {
  const wanted = squash(expected)
  const field = types.flatMap((type) => fieldsOf(sight, type)).find(({ value }) => squash(value) === wanted)
  const line = field && sight.piece.reading.lines[field.line]
  if (!field || (line && wanted.length >= 6 && squash(line.text).includes(wanted))) return null
  const rival = -Math.log(Math.max(1e-6, 1 - field.confidence))
  return { expected, read: field.value, logRatioToBest: 0, logRatioToRival: rival, verdict: 'matches', box: field.box }
}

/** A mismatch is only claimed where the page is about one value and it is surely another. */
function compareOnly(sight: Sight, shown: readonly ReadNumber[], expected: readonly string[]): ValueMatch | null {
  const [first] = shown
  if (!first || expected.length === 0 || new Set(shown.map(({ value }) => squash(value))).size !== 1) return null
  const { caseFile, measures } = sight
  const compared = expected.map((one) => matchShown(measures.shown(first, one), one, caseFile.policy))
  const nearest = compared.reduce((a, b) => (b.logRatioToBest > a.logRatioToBest ? b : a))
  return compared.find(({ verdict }) => verdict === 'matches') ?? compared.find(({ verdict }) => verdict === 'unclear') ?? nearest
}

/** A key printed with a mask (`*****-3V66T`) matches when at least five shown characters stand where the key has them. */
function matchMasked(sight: Sight, keyTokens: readonly string[]): ValueMatch | null {
  for (const field of sight.piece.fields) {
    if (field.type !== 'card-key' || !/[*•●]/.test(field.text)) continue
    const [head = '', tail = ''] = [/^[^*•●]*/, /[^*•●]*$/].map((end) => squash(end.exec(field.text)?.[0] ?? ''))
    const expected = keyTokens.find((token) => squash(token).startsWith(head) && squash(token).endsWith(tail))
    if (expected !== undefined && head.length + tail.length >= 5)
      return { expected, read: field.text, logRatioToBest: 0, logRatioToRival: 0, verdict: 'matches', box: field.box }
  }
  return null
}

type ReadNumber = NumberField & { readonly value: string }

function fieldsOf(sight: Sight, type: NumberField['type']): readonly ReadNumber[] {
  return sight.piece.fields.filter((field): field is ReadNumber => field.type === type && field.value !== null)
}

function labelledOf(sight: Sight, type: NumberField['type']): readonly ReadNumber[] {
  return fieldsOf(sight, type).filter(({ label }) => label !== null)
}

function haveSameForm(a: string, b: string): boolean {
  const form = (number: string) => `${squash(number).length} ${/^\d+$/.test(squash(number))}`
  return form(a) === form(b)
}

/** 28 digits with the date where Alipay (1-8) or WeChat (11-18) puts it (platforms.md sections 4 and 5). */
function isChannelNumber(number: string): boolean {
  return /^(?:20\d{2}[01]\d[0-3]\d\d{20}|4200\d{6}20\d{2}[01]\d[0-3]\d\d{10})$/.test(number.replace(/\s/g, ''))
}
