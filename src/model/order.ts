import type { Contact } from './contact.js'

type OrderStatus = 'unpaid' | 'paid' | 'delivered' | 'completed' | 'closed' | 'refunded'
export type Channel = 'alipay' | 'wechat' | 'balance' | 'other'
export type ProductKind = 'card-key' | 'top-up' | 'account' | 'membership' | 'licence'
type ChannelDispute = 'none' | 'open' | 'closed' | 'won-by-buyer' | 'won-by-merchant'

interface Payment {
  readonly number: string
  readonly amountFen: number
  readonly at: string
}

export interface MerchantAnswer {
  readonly state: 'can-deliver' | 'cannot-deliver' | 'consents' | 'objects'
  readonly at: string
  readonly words: string
}

/** The platform's record of the order: the facts a claim is held against. Times are ISO 8601 with offset, money is fen. */
export interface Order {
  readonly number: string
  readonly paymentNumber: string | null
  readonly merchantOrderNumber: string | null
  readonly status: OrderStatus
  readonly channel: Channel
  readonly merchantId: string
  readonly product: { readonly id: string; readonly name: string; readonly kind: ProductKind }
  readonly amountFen: number
  readonly refundedFen: number
  /** Numbers of our own refunds that `refundedFen` contains; left out where the platform does not say. */
  readonly refundNumbers?: readonly string[] | undefined
  /** Who paid, as the channel names the account (Alipay user id, WeChat openid); left out where it is not known. */
  readonly payerId?: string | undefined
  readonly currency: string
  readonly createdAt: string
  readonly paidAt: string | null
  readonly deliveredAt: string | null
  readonly completedAt: string | null
  readonly deliveredKeys: readonly string[]
  readonly notes: readonly string[]
  readonly channelDispute: ChannelDispute
  readonly payments: readonly Payment[]
  readonly merchantAnswer: MerchantAnswer | null
  readonly instantFunding: 'merchant' | 'platform' | 'none'
  /** Where the merchant is told what becomes of a claim; left out: by the platform. */
  readonly merchantContact?: Contact | null
}

/** The issuer's or supplier's answer to "was this key used, when, by whom"; it outranks every picture. */
export interface KeyStatus {
  readonly state: 'unused' | 'used' | 'unknown'
  readonly usedAt: string | null
  readonly usedBy: 'buyer' | 'other' | 'unknown' | null
  readonly askedAt: string | null
}
