import type { Channel, ProductKind } from '../../model/order.js'

/** What a shop's database does not say of itself. */
export interface ShopFacts {
  /** IANA name: its times are wall-clock times. */
  readonly timeZone: string
  readonly merchantId: string
  readonly productKind: ProductKind
}

/** One value of a row as it is read: dates and decimals as text. */
export type Row = Readonly<Record<string, string | number | null>>

/** Text of a row; empty is null. */
export function textOf(value: Row[string] | undefined): string | null {
  return value === null || value === undefined || value === '' ? null : String(value)
}

/** What was delivered, a line each: also a sentence that stands in a key's place, which is what was delivered then. */
export function linesOf(value: Row[string] | undefined): string[] {
  return (textOf(value) ?? '').split(/\r?\n/).flatMap((line) => line.trim() || [])
}

/** The channel that a way to pay leads to, by how shops call it. */
export function channelOf(name: string): Channel {
  if (/zfb|alipay|支付宝/i.test(name)) return 'alipay'
  if (/wx|wechat|wescan|微信/i.test(name)) return 'wechat'
  return /余额|balance/i.test(name) ? 'balance' : 'other'
}
