import type { NumberField } from '../../model/field.js'
import { findLabelOf, type Labels } from './find-label-of.js'
import type { Page } from './page.js'
import { placeField } from './place-field.js'

const account = /(?<![\p{L}\d])[A-Za-z0-9][\w.@+]{2,}-{3,6}[!-~]{3,}(?=\s|$|[\u3000-\u9fff])/gu
/** Text that shows the form instead of goods. */
const example = /例如|示例|格式|形如|\bexample\b|\bformat\b/i

/** Finds account goods, `user----password`, as printed. */
export function findAccounts(page: Page, labels: Labels): readonly NumberField[] {
  return page.lines.flatMap((on, index) => {
    if (!on.text.includes('---') || example.test(on.text) || example.test(page.lines[index - 1]?.text ?? '')) return []
    return [...on.text.matchAll(account)].map((match): NumberField => {
      const span = { on, start: match.index, end: match.index + match[0].length }
      const label = findLabelOf(page, labels, span)
      // Four hyphens are the trade's mark; a recogniser loses one of such a row now and then.
      const value = match[0].replace(/-{3,6}/g, '----')
      return { type: 'card-key', value, ...placeField([span], label, value === match[0] ? 0.94 : 0.8) }
    })
  })
}
