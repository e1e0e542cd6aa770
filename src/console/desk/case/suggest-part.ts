import type { CaseSheet } from '../../../client/answers.js'

/** What to give back of an order in part, in fen, and of how many of its keys that is the price; null: of no number of keys. */
export interface PartSuggested {
  readonly amountFen: number
  readonly keys: { readonly shown: number; readonly of: number } | null
}

/** Suggests a part: what the verdict would pay, else the price of the keys that the evidence shows. Null where neither is a part. */
export function suggestPart(sheet: CaseSheet, mostFen: number): PartSuggested | null {
  const verdictFen = sheet.case.verdict?.payouts.reduce((sum, { amountFen }) => sum + amountFen, 0) ?? 0
  if (verdictFen > 0) return verdictFen < mostFen ? { amountFen: verdictFen, keys: null } : null
  const of = sheet.order?.order.deliveredKeys.length ?? 0
  const shown = countKeysShown(sheet)
  const amountFen = of === 0 ? 0 : Math.floor(((sheet.order?.order.amountFen ?? 0) * shown) / of)
  return shown < of && amountFen > 0 && amountFen < mostFen ? { amountFen, keys: { shown, of } } : null
}

/** Keys, masked as they are, that stand on more than the order's page, which shows them whether they work or not. */
function countKeysShown({ order, evidence }: CaseSheet): number {
  const read = evidence.flatMap(({ reading }) => (reading && reading.kind !== 'order-page' ? reading.fields : []))
  const values = new Set(read.flatMap(({ type, value }) => (type === 'card-key' && value !== null ? [value] : [])))
  return (order?.order.deliveredKeys ?? []).filter((key) => values.has(key)).length
}
