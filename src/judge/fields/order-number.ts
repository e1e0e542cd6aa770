import type { FieldType } from '../../model/field.js'
import type { Code } from './code.js'
import { isAmbiguous, knownFormat, type NumberFormat } from './known-formats.js'
import type { Page } from './page.js'

/** What a code was found to be: its value in normal form, and the most its confidence may be. */
export interface NumberVerdict {
  readonly type: Extract<FieldType, 'order-number' | 'payment-number' | 'refund-number'>
  readonly value: string
  readonly cap: number
}

/** Whether a code is an order, payment or refund number, and which: the label and the format decide together (contracts.md, platforms.md). */
export function judgeNumber(page: Page, code: Code): NumberVerdict | null {
  if (isExample(code)) return null
  const { value, repaired } = repairDigits(code.text.toUpperCase())
  const format = knownFormat(value)
  const type = code.label === null ? typeByShape(page, code, format) : typeByLabel(code, value, format)
  return type === null ? null : { type, value, cap: Math.min(repaired ? 0.9 : 1, capOf(code, value, format, type)) }
}

/** The hint of an empty field: 请输入订单号，如 202601010001. */
function isExample({ spans: [{ on, start }] }: Code): boolean {
  return /(?:例如|比如|[,，(（]如|\be\.?g\.?|such as)[\s:：]*$|请输入[^:：]*$/i.test(on.text.slice(0, start))
}

/** Characters that a recogniser reads for a digit. */
const digitFor = new Map([
  ['O', '0'],
  ['Q', '0'],
  ['D', '0'],
  ['I', '1'],
  ['L', '1'],
  ['Z', '2'],
  ['S', '5'],
  ['B', '8'],
])

/** Letters become digits only where the all-digit format that results vouches for it with a date inside. */
function repairDigits(value: string): { readonly value: string; readonly repaired: boolean } {
  // ORD- is how shops abbreviate the word; no number is numbered 0RD
  if (/^0RD[-_]?\d/.test(value)) return { value: `O${value.slice(1)}`, repaired: true }
  const letters = value.match(/[A-Z]/g)?.length ?? 0
  if (letters === 0 || letters > value.length / 5 || value.includes('-')) return { value, repaired: false }
  const digits = value.replace(/[A-Z]/g, (char) => digitFor.get(char) ?? char)
  return knownFormat(digits)?.checked ? { value: digits, repaired: true } : { value, repaired: false }
}

function typeByLabel({ label, text }: Code, value: string, format: NumberFormat | null): NumberVerdict['type'] | null {
  if (label === null || !isPlausible(text, value)) return null
  switch (label.says) {
    case 'refund-number':
      return 'refund-number'
    case 'merchant-number':
      return 'order-number'
    case 'payment-number':
      return value.length < 8 ? null : 'payment-number'
    case 'order-number':
      if (!label.apart && !label.colon && weakAsLabel(text, value)) return null
      // An Alipay bill calls the channel's own number 订单号.
      return format?.is ?? 'order-number'
    default:
      return null
  }
}

/** A year, a word with a digit in it or a short figure after a bare 订单 says nothing. */
function weakAsLabel(text: string, value: string): boolean {
  return /[a-z]/.test(text) || value.length < 5
}

/** Shapes that are told without a label: only where a random number would hardly have them. */
function typeByShape(page: Page, { spans, text }: Code, format: NumberFormat | null): NumberVerdict['type'] | null {
  if (format === null || /[a-z]/.test(text)) return null
  if (format.make === 'dujiaoka')
    return /订单|訂單|\border\b/i.test(page.words) && !/卡密|激活码|兑换码|\bkey\b/i.test(page.words) ? format.is : null
  if (format.is !== 'order-number') return format.is
  const talksOfTrade = /订单|訂單|退款|客服|到账|付款|支付|充值|购买|发货|\b(?:orders?|refund|purchased?|support)\b/i.test(page.words)
  const near = spans[0].on.text.slice(0, spans[0].start)
  if (/物流|快递|运单|tracking/i.test(near)) return null
  switch (format.make) {
    case 'amazon':
    case 'google-play':
      return 'order-number'
    case 'acg-faka':
    case 'mall':
      return talksOfTrade ? 'order-number' : null
    default:
      return null
  }
}

/** Whether a labelled code can be a number at all: not a date, a phone, an error code, a placeholder or a word. */
function isPlausible(text: string, value: string): boolean {
  const digits = value.match(/\d/g)?.length ?? 0
  if (value.length < 4 || value.length > 64 || digits < (value.length < 8 ? 2 : 1)) return false
  if (/^(?:19|20)\d\d(?:-\d{1,2}-\d{1,2}|-\d{1,2})?$/.test(value) || /^\d{1,2}-\d{1,2}(?:-\d{2,4})?$/.test(value)) return false
  if (/^1[3-9]\d{9}$/.test(value) || /^0X[\dA-F]{6,}$/.test(value) || /^X+[X-]*$/.test(value)) return false
  if (/^4\d\d-\d{3,4}-\d{3,4}$|^0\d{2,3}-\d{7,8}$/.test(value)) return false
  return !/^[a-z]{3,}\d{1,2}$/i.test(text) || /^[A-Z]+\d+$/.test(text)
}

/** Lengths that the channels' numbers have; another length means a character was lost or added. */
const paymentLengths = [16, 28, 32]

function capOf({ joined }: Code, value: string, format: NumberFormat | null, type: NumberVerdict['type']): number {
  if (joined) return 0.9
  if (format?.checked) return 1
  if (type === 'payment-number' && /^\d{20,}$/.test(value) && !paymentLengths.includes(value.length)) return 0.8
  if (/^20\d{6}/.test(value) && /^\d{24,32}$/.test(value) && format === null) return 0.8
  if (/^20\d{12,}$/.test(value) && value.length >= 14 && value.length <= 18 && format === null) return 0.94
  return isAmbiguous(value) ? 0.9 : 1
}
