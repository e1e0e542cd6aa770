import type { Order } from '../../model/order.js'
import { fenOf, timeOf } from './money-and-time.js'
import { channelOf, linesOf, type Row, type ShopFacts, textOf } from './shop.js'

/** One order of a dujiaoka database by its number (platforms.md section 1). */
export const dujiaokaQuery = `
  SELECT o.order_sn, o.title, o.type, o.goods_id, o.actual_price, o.status, o.info, o.trade_no, o.created_at, o.updated_at, p.pay_check
  FROM orders o LEFT JOIN pays p ON p.id = o.pay_id
  WHERE o.order_sn = ?`

const statuses: Readonly<Record<string, Order['status']>> = {
  '-1': 'closed',
  '1': 'unpaid',
  '2': 'paid',
  '3': 'paid',
  '4': 'delivered',
  // Failed and abnormal (no stock): paid, and not delivered.
  '5': 'paid',
  '6': 'paid',
}

const automatic = '1'

/**
 * A row of `orders` as an order. The table keeps no time of payment: an order expires within minutes, so that of creation
 * stands for it, and for automatic goods for delivery too; manual ones are delivered when the row last changed. There is no
 * record of refunds. A manual order's `info` is what the buyer filled in until it is done.
 */
export function orderOfDujiaoka(row: Row, { timeZone, merchantId, productKind }: ShopFacts): Order {
  const status = statuses[String(row.status)] ?? 'closed'
  const createdAt = timeOf(textOf(row.created_at), timeZone) ?? '1970-01-01T00:00:00Z'
  const isPaid = status === 'paid' || status === 'delivered'
  const isAutomatic = String(row.type) === automatic
  const changedAt = timeOf(textOf(row.updated_at), timeZone) ?? createdAt
  const showsGoods = status === 'delivered' || (isPaid && isAutomatic)
  return {
    number: String(row.order_sn),
    paymentNumber: textOf(row.trade_no),
    merchantOrderNumber: null,
    status,
    channel: channelOf(String(row.pay_check ?? '')),
    merchantId,
    product: { id: String(row.goods_id), name: textOf(row.title) ?? '', kind: productKind },
    amountFen: fenOf(String(row.actual_price)),
    refundedFen: 0,
    currency: 'CNY',
    createdAt,
    paidAt: isPaid ? createdAt : null,
    deliveredAt: status === 'delivered' ? (isAutomatic ? createdAt : changedAt) : null,
    completedAt: null,
    deliveredKeys: showsGoods ? linesOf(row.info) : [],
    notes: showsGoods ? [] : linesOf(row.info),
    channelDispute: 'none',
    payments: [],
    merchantAnswer: null,
    instantFunding: 'none',
  }
}
