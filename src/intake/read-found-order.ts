import { z } from 'zod'
import { Fault } from '../errors.js'
import type { FoundOrder } from '../ports/orders.js'
import { buyerForm, orderForm } from './case-form.js'

const foundOrder = z.object({ order: orderForm, buyer: buyerForm.nullable().default(null) })

/** An order as a platform's endpoint answers it, in the form in which orders are pushed. Throws `order-source-unavailable` with what is wrong. */
export function readFoundOrder(json: unknown): FoundOrder {
  const parsed = foundOrder.safeParse(json)
  if (!parsed.success) throw new Fault('order-source-unavailable', z.prettifyError(parsed.error))
  return parsed.data
}
