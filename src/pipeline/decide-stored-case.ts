import { countRemainder } from '../act/count-remainder.js'
import { Fault } from '../errors.js'
import type { CaseDecision } from '../model/case-life.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { PlatformRows } from '../ports/store.js'
import { type MovedBy, type MovedStoredCase, moveStoredCase } from './move-stored-case.js'
import { readKnownOrder } from './read-known-order.js'

/** A person's decision; `amountFen` null pays all that is left of the order's price. */
export type AskedDecision =
  | (Omit<Extract<CaseDecision, { is: 'pay' }>, 'amountFen'> & { readonly amountFen: number | null })
  | Exclude<CaseDecision, { is: 'pay' }>

/** Does what a person decided, within what the order has left to give back. Throws as `moveStoredCase` does. */
export async function decideStoredCase(
  rows: PlatformRows,
  caseId: string,
  { person, decision }: { readonly person: string; readonly decision: AskedDecision },
  by: MovedBy,
): Promise<MovedStoredCase> {
  const row = await rows.cases.lock(caseId)
  if (!row) throw new Fault('not-found', caseId)
  return moveStoredCase(rows, caseId, { is: 'decided', person, ...(await priceDecision(rows, row, decision)) }, by)
}

/** A decision with the amount it pays, and what of the order can still be given back. */
export async function priceDecision(
  rows: PlatformRows,
  { orderNumber }: CaseRow,
  decision: AskedDecision,
): Promise<{ readonly decision: CaseDecision; readonly remainderFen: number }> {
  const { orderFen: remainderFen, priceFen } = orderNumber === null ? { orderFen: 0, priceFen: 0 } : await countLeft(rows, orderNumber)
  return { decision: decision.is === 'pay' ? { ...decision, amountFen: decision.amountFen ?? priceFen } : decision, remainderFen }
}

/** What can be given back: of all that was paid, and of the price alone, which is less where the buyer paid twice. */
async function countLeft(rows: PlatformRows, orderNumber: string): Promise<{ readonly orderFen: number; readonly priceFen: number }> {
  const known = await readKnownOrder(rows, orderNumber)
  if (!known) return { orderFen: 0, priceFen: 0 }
  const { record, order } = known
  const { orderFen } = countRemainder(record, await rows.refunds.ofOrder(orderNumber), record.paymentNumber)
  return { orderFen, priceFen: Math.max(0, Math.min(orderFen, order.amountFen - order.refundedFen)) }
}
