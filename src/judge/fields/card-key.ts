import type { Code } from './code.js'
import { keyForm } from './key-form.js'
import { isAmbiguous, isMixed } from './known-formats.js'
import type { Page } from './page.js'

/** A card key in normal form, and the most its confidence may be. */
export interface KeyVerdict {
  readonly type: 'card-key'
  readonly value: string
  readonly cap: number
}

/** Whether a code is a card key: by its label, or by groups that only keys have. Placeholders, GUIDs and hardware addresses are none. */
export function judgeKey(page: Page, code: Code): KeyVerdict | null {
  const { value, regrouped } = regroup(code.text.toUpperCase())
  if (isPlaceholder(page, code, value)) return null
  const isKey = isUnderNoNumber(code) ? hasKeyShape(page, code) : code.label?.says === 'card-key' && isPlausibleKey(page, code, value)
  const isWhole = keyForm(value) === 'whole' && isMixed(value)
  if (!isKey && !(isWhole && (windowsAlphabet.test(value) || !code.label?.says.endsWith('number')))) return null
  return { type: 'card-key', value, cap: regrouped ? Math.min(0.9, capOf(code, value)) : capOf(code, value) }
}

/** No label, or one of a sum, which a key is never (`your balance` above it), or 产品代码 and `product code`: an article's number in a shop, the key to enter where products are activated; there the form decides. */
function isUnderNoNumber({ label, text }: Code): boolean {
  if (label === null || (label.says === 'amount' && keyForm(text) !== 'none')) return true
  return (
    label.says === 'other' &&
    keyForm(text) !== 'none' &&
    /product code|产品代码|產品代碼/i.test(label.on.text.slice(label.start, label.end))
  )
}

/** Five groups of five that lost a hyphen get it back: the groups that are left say where. */
function regroup(value: string): { readonly value: string; readonly regrouped: boolean } {
  const whole = (value.replace(/-/g, '').match(/.{5}/g) ?? []).join('-')
  const lost =
    whole.length === 29 && value.length < 29 && value.split('-').length >= 3 && value.split('-').every((group) => group.length % 5 === 0)
  return lost ? { value: whole, regrouped: true } : { value, regrouped: false }
}

/** What Microsoft's keys are made of: no vowels and nothing that looks like something else. */
const windowsAlphabet = /^[BCDFGHJKMPQRTVWXY2346789N-]+$/

function hasKeyShape(page: Page, { text, spans: [{ on }] }: Code): boolean {
  if (keyForm(text) !== 'none') return isMixed(text)
  if (!/^[A-Z0-9]+$/.test(text)) return false
  if (text.length === 25 && isMixed(text)) return true
  const alone = on.text.trim().length <= text.length + 2
  return alone && (isMixed(text) ? text.length >= 10 : /^\d{14,20}$/.test(text)) && text.length <= 24 && talksOfKeysOnly(page)
}

/** A page about redeeming where nothing is ordered or paid: there a code that stands alone is a key. */
function talksOfKeysOnly({ words }: Page): boolean {
  return (
    /卡密|激活码|兑换|礼品卡|激活|\bkey\b|redeem|gift card/i.test(words) &&
    !/订单|訂單|银行卡|物流|快递|单号|\border\b|tracking|transaction|[a-f\d]{32}/i.test(words)
  )
}

function isPlausibleKey(page: Page, { text, label }: Code, value: string): boolean {
  if (value.length < 6 || /^(?:19|20)\d\d-\d{1,2}-\d{1,2}$/.test(value) || /^0X[\dA-F]{6,}$/.test(value)) return false
  if (/^1[3-9]\d{9}$/.test(value)) return false
  // 序列号 and serial number name a device's number where its other numbers stand around it.
  if (
    label !== null &&
    /序列号|serial/i.test(label.on.text.slice(label.start, label.end)) &&
    /\bIMEI|\bMEID|型号|\bmodel\b/i.test(page.words)
  )
    return false
  return /\d/.test(value) || /^[A-Z]{3,}(?:-[A-Z]{3,})+$/.test(text)
}

/** XXXXX-XXXXX in an input field, or an example of the form. */
function isPlaceholder(page: Page, { spans: [first] }: Code, value: string): boolean {
  const letters = value.replace(/-/g, '')
  const most = Math.max(...['X', '*', '0'].map((char) => letters.split(char).length - 1))
  if (most >= 0.6 * letters.length) return true
  const above = page.lines[first.on.index - 1]
  return (
    /例如|示例|格式|形如|\be\.?g\.|example|format/i.test(first.on.text) ||
    (above !== undefined && /格式|示例|example of|format:/i.test(above.text))
  )
}

function capOf({ joined }: Code, value: string): number {
  if (keyForm(value) === 'broken') return 0.8
  if (joined && keyForm(value) !== 'whole') return 0.9
  if (keyForm(value) === 'whole' && windowsAlphabet.test(value)) return 1
  return isAmbiguous(value) ? 0.9 : 1
}
