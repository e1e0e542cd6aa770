import type { AmountField } from '../../model/field.js'
import { isDenomination } from './denomination.js'
import { digitise } from './digitise.js'
import { findLabelOf, type Labels } from './find-label-of.js'
import type { Label } from './find-labels.js'
import type { Page, PageLine } from './page.js'
import { placeField } from './place-field.js'
import { type PrintedAmount, readBareAmounts, readMisreadYuan, readSignedAmounts } from './read-amounts.js'
import { confidenceOf } from './span.js'

/** Finds the amounts of a page: with a currency's sign anywhere, bare ones beside or under a label. Denominations in a product's name are none. */
export function findAmounts(page: Page, labels: Labels): readonly AmountField[] {
  const found = page.lines.flatMap((on) => {
    if (!/\d|[¥$€£]\s?[Oo]/.test(on.text)) return []
    const text = digitise(on.text)
    const signed = readSignedAmounts(text)
    const bare = [...readBareAmounts(text), ...readMisreadYuan(text)].filter(
      (each) => !signed.some((other) => each.start < other.end && other.start < each.end),
    )
    const fields = [
      ...signed.filter((each) => !isDenomination(page, labels, on, each)).map((each) => toField(page, labels, on, each)),
      ...bare.flatMap((each) => labelledField(page, labels, on, each)),
    ]
    return fields.filter((field) => field !== null)
  })
  return inOneCurrency(found)
}

/** A bare figure on a page that prints one currency only, and not yuan, is of that currency. */
function inOneCurrency(fields: readonly AmountField[]): readonly AmountField[] {
  const printed = new Set(fields.filter(({ text }) => /[^\d\s.,+-]/.test(text)).map(({ currency }) => currency))
  const [one, ...more] = printed
  if (one === undefined || more.length > 0) return fields
  return fields.map((field) => (/[^\d\s.,+-]/.test(field.text) ? field : { ...field, currency: one }))
}

/** A bare figure is an amount beside a label, or alone on its line with sign and decimals or in large print, as on bills. */
function labelledField(page: Page, labels: Labels, on: PageLine, amount: PrintedAmount): AmountField | null {
  const rest = on.text.slice(amount.end).trim()
  const decimals = amount.number.includes('.')
  const alone = on.text.trim().length === amount.end - amount.start
  if (decimals && alone && (amount.sign !== '' || standsOut(page, on)))
    return toField(page, labels, on, { ...amount, cap: amount.sign === '' ? 0.9 : 1 })
  const label = findLabelOf(page, labels, { on, start: amount.start, end: amount.end })
  if (label?.says !== 'amount' || (!decimals && (rest !== '' || !label.apart))) return null
  return toField(page, labels, on, amount, label)
}

/** Printed nearly twice as high as the page's usual line, or half as high again and higher than all else, as a bill prints its sum. */
function standsOut(page: Page, on: PageLine): boolean {
  const heights = page.lines.map((line) => line.height).toSorted((a, b) => a - b)
  const usual = heights[heights.length >> 1] ?? on.height
  return heights.length >= 5 && (on.height >= 1.8 * usual || (on.height >= 1.4 * usual && on.height >= (heights.at(-1) ?? 0)))
}

function toField(page: Page, labels: Labels, on: PageLine, amount: PrintedAmount, known?: Label): AmountField {
  const span = { on, start: amount.start, end: amount.end }
  const found = known ?? findLabelOf(page, labels, span)
  const [start, end] = amount.figures
  const placed = placeField([span], found?.says === 'amount' ? found : null, 1)
  return {
    type: 'amount',
    value: `${amount.sign}${amount.number}`,
    ...placed,
    confidence: Math.min(confidenceOf([{ on, start, end }]), amount.cap),
    currency: amount.currency,
  }
}
