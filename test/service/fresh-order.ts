import type { FiledClaim, PushedOrder } from '../../src/client/answers.js'
import type { Road, ShopSide } from './open-road.js'

type Channel = PushedOrder['order']['channel']

export interface Sold {
  readonly channel: Channel
  readonly amountFen?: number
  /** How long ago it was paid; 25 h and more: the delivery deadline is over. */
  readonly paidHoursAgo?: number
  /** A buyer who is paid at once; else an ordinary one. */
  readonly isTrusted?: boolean
  readonly payments?: readonly { readonly number: string; readonly amountFen: number }[]
}

/** A sale of a moment ago that was never delivered: its record alone decides, so that no picture grows old. */
export interface FreshSale {
  readonly pushed: PushedOrder
  readonly claim: FiledClaim
}

let count = 0

export function sell({ channel, amountFen = 5000, paidHoursAgo = 25, isTrusted = true, payments = [] }: Sold): FreshSale {
  const serial = String(++count).padStart(10, '0')
  const number = `ROAD${serial}`
  const at = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
  const paidAt = at(paidHoursAgo)
  const paymentNumber = payments[0]?.number ?? `${channel === 'wechat' ? '420000' : '202611'}000000000000${serial}`
  const order = {
    number,
    paymentNumber,
    merchantOrderNumber: `M${number}`,
    status: 'paid' as const,
    channel,
    merchantId: 'merchant-1',
    product: { id: 'p-1', name: 'Xbox Game Pass 终极版 3个月', kind: 'membership' as const },
    amountFen,
    refundedFen: 0,
    currency: 'CNY',
    createdAt: at(paidHoursAgo + 0.01),
    paidAt,
    deliveredAt: null,
    completedAt: null,
    deliveredKeys: [],
    notes: [],
    channelDispute: 'none' as const,
    payments: payments.map((payment) => ({ ...payment, at: paidAt })),
    merchantAnswer: null,
    instantFunding: 'merchant' as const,
  }
  const trusted = { creditScore: 776, accountAgeDays: 1397, completedOrders: 105 }
  const ordinary = { creditScore: 600, accountAgeDays: 90, completedOrders: 3 }
  const buyerId = `buyer-${serial}`
  const buyer = { id: buyerId, ...(isTrusted ? trusted : ordinary), refunds90d: 0, upheldAgainst365d: 0, deviceId: `device-${serial}` }
  const claim = {
    orderNumber: number,
    reason: 'not-delivered' as const,
    statement: '付款后一直没有发货',
    submittedAt: new Date().toISOString(),
    buyerId,
    door: 'order-page' as const,
  }
  return { pushed: { order, buyer, keyStatus: null }, claim }
}

/** The sale in the channel's books, the order at the service, and a case about it; gives the case's id. */
export async function complain(road: Road, side: ShopSide, { pushed, claim }: FreshSale): Promise<string> {
  const { channel, paymentNumber, merchantOrderNumber, amountFen, payments } = pushed.order
  const ways = payments && payments.length > 0 ? payments : [{ number: paymentNumber, amountFen }]
  const trades = ways.map((way, at) => ({
    channel,
    paymentNumber: way.number,
    merchantOrderNumber: at === 0 ? merchantOrderNumber : `${merchantOrderNumber}-${at}`,
    totalFen: way.amountFen,
  }))
  if (channel === 'alipay' || channel === 'wechat') await road.tell('trades', trades)
  await side.client.putOrder(pushed)
  return (await side.client.openCase({ claim, reference: null })).id
}
