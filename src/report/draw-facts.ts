import { html } from 'hono/html'
import { maskKey } from '../judge/mask-key.js'
import type { Examined } from '../model/examined.js'
import type { Field, FieldType, Sentence } from '../model/field.js'
import type { Order } from '../model/order.js'
import type { Signal, SignalCode } from '../model/signal.js'
import { both } from './both.js'
import { fieldWords } from './report-words.js'
import type { ReportedCase } from './reported-case.js'

type Judged = Extract<ReportedCase, { judged: unknown }>

interface FactRow {
  readonly type: FieldType
  readonly label?: Sentence
  /** Which fields of the type belong in the row; all without it. */
  readonly shows?: (field: Field) => boolean
  readonly record: (order: Order) => string | null
  readonly agrees?: SignalCode
  readonly differs?: readonly SignalCode[]
}

const rows: readonly FactRow[] = [
  {
    type: 'order-number',
    record: (order) => order.number,
    agrees: 'order-number-matches',
    differs: ['order-number-differs'],
  },
  {
    type: 'payment-number',
    record: (order) => order.paymentNumber,
    agrees: 'payment-number-matches',
    differs: ['payment-number-differs'],
  },
  {
    type: 'card-key',
    record: (order) => order.deliveredKeys.map(maskKey).join(', ') || null,
    agrees: 'key-matches',
    differs: ['key-differs'],
  },
  {
    type: 'amount',
    record: (order) => (order.amountFen / 100).toFixed(2),
    agrees: 'amount-matches',
    differs: ['amount-differs'],
  },
  {
    type: 'timestamp',
    label: { zh: '付款时间', en: 'paid at' },
    shows: (field) => field.type === 'timestamp' && field.role === 'paid',
    record: (order) => order.paidAt,
    agrees: 'paid-time-matches',
    differs: ['paid-time-differs'],
  },
  { type: 'error-code', record: () => null },
]

/** The platform's record beside what the evidence says, row by row: agree, differ, unreadable, not seen. */
export function drawFacts({ judged: { caseFile, examined, verdict } }: Judged) {
  const { order } = caseFile
  return html`<div class="scroll"><table><thead><tr><th></th><th>${both({ zh: '平台记录', en: 'record' })}</th><th>${both({ zh: '读到', en: 'read' })}</th><th></th></tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr><td class="n"><span class="dot t-${row.type}"></span>${both(row.label ?? fieldWords[row.type])}</td><td class="v">${(order && row.record(order)) || '—'}</td><td class="v">${drawRead(row, examined)}</td><td>${drawStanding(row, examined, verdict.signals)}</td></tr>`,
  )}</tbody></table></div>`
}

function drawRead(row: FactRow, examined: readonly Examined[]) {
  const values = fieldsOf(row, examined).map(shownValue)
  return values.length ? [...new Set(values)].slice(0, 8).join(' · ') : '—'
}

function shownValue(field: Field): string {
  if (field.value === null) return '▒▒▒'
  if (field.type === 'card-key') return maskKey(field.value)
  return field.value
}

function drawStanding(row: FactRow, examined: readonly Examined[], signals: readonly Signal[]) {
  const { agrees, differs } = row
  const said = (codes: readonly SignalCode[]) => signals.some(({ code }) => codes.includes(code))
  if (differs && said(differs)) return html`<span class="differ">✗ ${both({ zh: '不一致', en: 'differs' })}</span>`
  if (agrees && said([agrees])) return html`<span class="agree">✓ ${both({ zh: '一致', en: 'agrees' })}</span>`
  const found = fieldsOf(row, examined)
  if (found.length && found.every(({ value }) => value === null))
    return html`<span class="none">${both({ zh: '无法辨认', en: 'unreadable' })}</span>`
  return html`<span class="none">${found.length ? '' : both({ zh: '未见', en: 'not seen' })}</span>`
}

function fieldsOf({ type, shows = () => true }: FactRow, examined: readonly Examined[]): Field[] {
  return examined.flatMap(({ fields }) => fields.filter((field) => field.type === type && shows(field)))
}
