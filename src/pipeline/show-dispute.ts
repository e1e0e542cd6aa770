import type { ComplaintRow } from '../ports/store/complaints.js'
import type { PlatformRows } from '../ports/store.js'
import { maskKeys } from '../report/mask-keys.js'

/** A complaint with the orders and the case that it is about; keys that these orders delivered are masked in its words. */
export async function showDispute(rows: PlatformRows, complaint: ComplaintRow) {
  const { payments, words } = complaint
  const numbers = payments.flatMap(({ paymentNumber, merchantOrderNumber }) => [paymentNumber, merchantOrderNumber])
  const orderNumbers = await rows.orders.ofPayment(numbers.filter((number) => number !== null))
  const keys: string[] = []
  let caseId: string | null = null
  for (const orderNumber of orderNumbers) {
    keys.push(...((await rows.orders.get(orderNumber))?.order.deliveredKeys ?? []))
    const [latest] = (await rows.cases.list({ limit: 1, after: null, orderNumber })).rows
    if (latest && (caseId === null || latest.id > caseId)) caseId = latest.id
  }
  return { ...complaint, words: maskKeys(keys)(words), orderNumbers, caseId }
}
