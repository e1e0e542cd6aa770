import type { Order } from '../model/order.js'
import type { PlatformRows } from '../ports/store.js'

/** What a buyer remembers of an order whose number is unknown. */
export interface RememberedOrder {
  /** ISO 8601 with offset. */
  readonly paidAt: string
  readonly productName: string
}

/**
 * The number of the one order of this buyer that was paid within five minutes of the remembered time and whose product's
 * name holds the remembered one, or is held by it; null when none is, or several are: between orders nobody guesses
 * (rules.md section 1). Looks at the latest 1000 orders that were pushed for this buyer.
 */
export async function findOrder({ orders }: PlatformRows, buyerId: string, remembered: RememberedOrder): Promise<string | null> {
  const found: string[] = []
  let after: string | null = null
  for (let page = 0; page < mostPages; page++) {
    const { rows, next } = await orders.list({ limit: pageRows, after, buyerId })
    found.push(...rows.filter(({ order }) => isRemembered(order, remembered)).map(({ order }) => order.number))
    if (next === null) break
    after = next
  }
  const [only] = found
  return found.length === 1 && only !== undefined ? only : null
}

const mostPages = 5
const pageRows = 200

/** Clocks of shop, gateway and bank differ by minutes. */
const slackMs = 5 * 60_000

function isRemembered({ paidAt, payments, product }: Order, { paidAt: at, productName }: RememberedOrder): boolean {
  const times = [...(paidAt === null ? [] : [paidAt]), ...payments.map((payment) => payment.at)]
  if (!times.some((time) => Math.abs(Date.parse(time) - Date.parse(at)) <= slackMs)) return false
  const [known, told] = [fold(product.name), fold(productName)]
  return known !== '' && told !== '' && (known.includes(told) || told.includes(known))
}

function fold(name: string): string {
  return name.normalize('NFKC').replace(/\s/g, '').toLowerCase()
}
