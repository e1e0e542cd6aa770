import type { Order } from '../../model/order.js'
import { fenOf, timeOf } from './money-and-time.js'
import { channelOf, linesOf, type Row, type ShopFacts, textOf } from './shop.js'

/** One order of an acg-faka database by its number (platforms.md section 2); its tables begin with `prefix`. */
export function acgFakaQuery(prefix: string): string {
  return `
  SELECT o.trade_no, o.amount, o.commodity_id, o.user_id, o.status, o.delivery_status, o.secret, o.leave_message, o.create_time, o.pay_time,
    c.name AS commodity, CONCAT_WS(' ', p.code, p.handle, p.name) AS pay,
    (SELECT MAX(d.purchase_time) FROM \`${prefix}card\` d WHERE d.order_id = o.id) AS purchase_time
  FROM \`${prefix}order\` o
  LEFT JOIN \`${prefix}commodity\` c ON c.id = o.commodity_id
  LEFT JOIN \`${prefix}pay\` p ON p.id = o.pay_id
  WHERE o.trade_no = ?`
}

/**
 * A row of `order` as an order. The channel's own number is not kept in this table, nor are refunds. Delivery has no time
 * of its own: that of the sold card stands for it, else that of payment.
 */
export function orderOfAcgFaka(row: Row, { timeZone, merchantId, productKind }: ShopFacts): Order {
  const isPaid = String(row.status) === '1'
  const isDelivered = isPaid && String(row.delivery_status) === '1'
  const paidAt = isPaid ? timeOf(textOf(row.pay_time), timeZone) : null
  const owner = String(row.user_id ?? '0')
  return {
    number: String(row.trade_no).trim(),
    paymentNumber: null,
    merchantOrderNumber: null,
    status: isDelivered ? 'delivered' : isPaid ? 'paid' : 'unpaid',
    channel: channelOf(String(row.pay ?? '')),
    merchantId: owner === '0' ? merchantId : owner,
    product: { id: String(row.commodity_id), name: textOf(row.commodity) ?? '', kind: productKind },
    amountFen: fenOf(String(row.amount)),
    refundedFen: 0,
    currency: 'CNY',
    createdAt: timeOf(textOf(row.create_time), timeZone) ?? '1970-01-01T00:00:00Z',
    paidAt,
    deliveredAt: isDelivered ? (timeOf(textOf(row.purchase_time), timeZone) ?? paidAt) : null,
    completedAt: null,
    deliveredKeys: isPaid ? linesOf(row.secret) : [],
    notes: linesOf(row.leave_message),
    channelDispute: 'none',
    payments: [],
    merchantAnswer: null,
    instantFunding: 'none',
  }
}
