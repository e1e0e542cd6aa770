import type { CaseDecision } from '../model/case-life.js'
import type { PlatformRows } from '../ports/store.js'
import { type MovedBy, type MovedStoredCase, moveStoredCase } from './move-stored-case.js'
import { readKnownOrder } from './read-known-order.js'

/** A person's decision; `amountFen` null pays all that is left of the order. */
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
  const order = row === null || row.orderNumber === null ? null : ((await readKnownOrder(rows, row.orderNumber))?.order ?? null)
  const remainderFen = order === null ? 0 : Math.max(0, order.amountFen - order.refundedFen)
  const decided: CaseDecision = decision.is === 'pay' ? { ...decision, amountFen: decision.amountFen ?? remainderFen } : decision
  return moveStoredCase(rows, caseId, { is: 'decided', person, decision: decided, remainderFen }, by)
}
