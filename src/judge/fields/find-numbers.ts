import type { NumberField } from '../../model/field.js'
import { judgeKey } from './card-key.js'
import { findAccounts } from './find-accounts.js'
import { findCodes } from './find-codes.js'
import type { Labels } from './find-label-of.js'
import type { Label } from './find-labels.js'
import { findUnreadable, hides } from './find-unreadable.js'
import { judgeNumber } from './order-number.js'
import type { Page } from './page.js'
import { placeField } from './place-field.js'
import { boxOf, seemsToLackOne } from './span.js'

/** Finds order, payment and refund numbers, card keys and account goods, and the labelled ones among them that cannot be read. */
export function findNumbers(page: Page, labels: Labels): readonly NumberField[] {
  const fields: NumberField[] = [...findAccounts(page, labels)]
  const answered = new Set<Label>()
  for (const code of findCodes(page, labels)) {
    const verdict = judgeKey(page, code) ?? judgeNumber(page, code)
    if (verdict === null || hides(page, boxOf(code.spans))) continue
    if (code.label !== null) answered.add(code.label)
    const cap = seemsToLackOne(code.spans) ? Math.min(verdict.cap, 0.9) : verdict.cap
    fields.push({ type: verdict.type, value: verdict.value, ...placeField(code.spans, code.label, cap) })
  }
  return [...fields, ...findUnreadable(page, labels, answered)]
}
