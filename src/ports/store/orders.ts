import type { Buyer } from '../../model/buyer.js'
import type { KeyStatus, Order } from '../../model/order.js'
import type { Page, PageAsk } from './page.js'

/** An order as the platform last told it, with its owner. The delivered keys are sealed in the database. */
export interface OrderRow {
  /** `ord_…` */
  readonly id: string
  readonly order: Order
  readonly buyer: Buyer | null
  /** The issuer's answer, when there is one. */
  readonly keyStatus: KeyStatus | null
  readonly createdAt: string
  readonly updatedAt: string
}

export interface NewOrder {
  readonly order: Order
  readonly buyer: Buyer | null
  /** Undefined leaves what is known. */
  readonly keyStatus?: KeyStatus | null
}

export interface UpsertedOrder {
  readonly row: OrderRow
  /** `same`: nothing differs from what was known, so nothing has to be judged again. */
  readonly was: 'created' | 'changed' | 'same'
}

export interface OrderRows {
  /** By order number; the last one wins. Answers in the order given. The same number twice in one call: each in turn. */
  upsert(orders: readonly NewOrder[]): Promise<readonly UpsertedOrder[]>
  get(orderNumber: string): Promise<OrderRow | null>
  /** The order that this case is about; null where it names none that is known. */
  ofCase(caseId: string): Promise<OrderRow | null>
  /** The orders that any of these numbers of a payment belongs to, each once, by number. */
  ofPayment(numbers: readonly string[]): Promise<readonly string[]>
  /** Newest first. */
  list(ask: PageAsk & { readonly buyerId?: string; readonly status?: Order['status'] }): Promise<Page<OrderRow>>
}
