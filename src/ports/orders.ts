import type { Buyer } from '../model/buyer.js'
import type { Order } from '../model/order.js'

/** An order as the platform's own record has it, with its owner when that is known. */
export interface FoundOrder {
  readonly order: Order
  readonly buyer: Buyer | null
}

/** Where an order is looked up that nobody pushed. */
export interface OrderSource {
  /** Null when the platform has no such order. Throws `order-source-unavailable`. */
  find(platformId: string, orderNumber: string): Promise<FoundOrder | null>
}
