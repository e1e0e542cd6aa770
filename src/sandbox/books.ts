export type SandboxChannel = 'alipay' | 'wechat'

/** A payment as the sandbox's channel knows it. */
export interface SandboxTrade {
  readonly channel: SandboxChannel
  readonly paymentNumber: string
  readonly merchantOrderNumber: string
  readonly totalFen: number
  readonly state: 'unpaid' | 'paid' | 'finished' | 'closed'
}

/** A refund as the sandbox's channel knows it; one for ever under its number. */
export interface SandboxRefund {
  readonly channel: SandboxChannel
  readonly refundNumber: string
  readonly channelRefundNumber: string
  readonly paymentNumber: string
  readonly amountFen: number
  readonly state: RefundEnd | 'processing'
  /** ISO 8601 with offset; null until it succeeded. */
  readonly succeededAt: string | null
  /** Where its notice goes; null: nowhere. */
  readonly notifyUrl: string | null
  /** How often it was asked for: a payer must not mind. */
  readonly requests: number
}

export type RefundEnd = 'succeeded' | 'closed' | 'abnormal'

/** A buyer's complaint about a trade. */
export interface SandboxComplaint {
  readonly channel: SandboxChannel
  readonly number: string
  readonly paymentNumber: string
  readonly words: string
  readonly state: 'open' | 'closed'
  readonly at: string
}

/** What a channel says no with. */
export type Refusal = 'no-such-trade' | 'not-paid' | 'closed' | 'finished' | 'more-than-left' | 'other-total' | 'other-amount'

interface AskedRefund {
  readonly refundNumber: string
  readonly amountFen: number
  /** WeChat says it along. */
  readonly totalFen?: number
  readonly notifyUrl?: string
}

/** The books of the sandbox's channels: what was paid, and what was given back of it. */
export interface SandboxBooks {
  addTrade(trade: SandboxTrade): void
  findTrade(channel: SandboxChannel, paymentNumber: string | null, merchantOrderNumber: string | null): SandboxTrade | null
  /** All that is given back of a trade, and on its way, in fen. */
  refundedFen(trade: SandboxTrade): number
  /** One refund for a number, however often it is asked for. */
  refund(trade: SandboxTrade, asked: AskedRefund): { readonly refund: SandboxRefund; readonly again: boolean } | Refusal
  /** How a refund that is on its way ends. Null when there is none on its way under this number. */
  settle(channel: SandboxChannel, refundNumber: string, end: RefundEnd): SandboxRefund | null
  findRefund(channel: SandboxChannel, refundNumber: string): SandboxRefund | null
  setTrade(channel: SandboxChannel, paymentNumber: string, state: SandboxTrade['state']): void
  putComplaint(complaint: SandboxComplaint): void
  findComplaint(channel: SandboxChannel, number: string): SandboxComplaint | null
  readonly trades: ReadonlyMap<string, SandboxTrade>
  readonly refunds: ReadonlyMap<string, SandboxRefund>
}

/** Opens empty books, kept in memory: they are the sandbox's own and end with it. */
export function openBooks(): SandboxBooks {
  const trades = new Map<string, SandboxTrade>()
  const byMerchantNumber = new Map<string, string>()
  const refunds = new Map<string, SandboxRefund>()
  const ofTrade = new Map<string, Set<string>>()
  const complaints = new Map<string, SandboxComplaint>()
  const keyOf = (channel: SandboxChannel, number: string) => `${channel} ${number}`
  const refundedFen = ({ channel, paymentNumber }: SandboxTrade) => {
    let sumFen = 0
    for (const key of ofTrade.get(keyOf(channel, paymentNumber)) ?? []) {
      const refund = refunds.get(key)
      if (refund && refund.state !== 'closed') sumFen += refund.amountFen
    }
    return sumFen
  }
  const books: SandboxBooks = {
    trades,
    refunds,
    addTrade: (trade) => {
      trades.set(keyOf(trade.channel, trade.paymentNumber), trade)
      byMerchantNumber.set(keyOf(trade.channel, trade.merchantOrderNumber), trade.paymentNumber)
    },
    findTrade: (channel, paymentNumber, merchantOrderNumber) => {
      const number = paymentNumber ?? byMerchantNumber.get(keyOf(channel, merchantOrderNumber ?? ''))
      return (number !== undefined && trades.get(keyOf(channel, number))) || null
    },
    refundedFen,
    refund: (trade, asked) => {
      const key = keyOf(trade.channel, asked.refundNumber)
      const known = refunds.get(key)
      if (known) {
        if (known.amountFen !== asked.amountFen || known.paymentNumber !== trade.paymentNumber) return 'other-amount'
        const again = { ...known, requests: known.requests + 1 }
        refunds.set(key, again)
        return { refund: again, again: true }
      }
      const refusal = refusalOf(trade, asked, refundedFen(trade))
      if (refusal) return refusal
      const refund: SandboxRefund = {
        channel: trade.channel,
        refundNumber: asked.refundNumber,
        channelRefundNumber: `503${String(refunds.size + 1).padStart(25, '0')}`,
        paymentNumber: trade.paymentNumber,
        amountFen: asked.amountFen,
        state: 'processing',
        succeededAt: null,
        notifyUrl: asked.notifyUrl ?? null,
        requests: 1,
      }
      refunds.set(key, refund)
      const tradeKey = keyOf(trade.channel, trade.paymentNumber)
      ofTrade.set(tradeKey, (ofTrade.get(tradeKey) ?? new Set()).add(key))
      return { refund, again: false }
    },
    settle: (channel, refundNumber, end) => {
      const key = keyOf(channel, refundNumber)
      const known = refunds.get(key)
      if (known?.state !== 'processing') return null
      const settled = { ...known, state: end, succeededAt: end === 'succeeded' ? new Date().toISOString() : null }
      refunds.set(key, settled)
      const trade = trades.get(keyOf(channel, known.paymentNumber))
      // A trade that is given back whole is closed, exactly as one that was never paid.
      if (trade && end === 'succeeded' && refundedFen(trade) === trade.totalFen) books.setTrade(channel, trade.paymentNumber, 'closed')
      return settled
    },
    findRefund: (channel, refundNumber) => refunds.get(keyOf(channel, refundNumber)) ?? null,
    setTrade: (channel, paymentNumber, state) => {
      const trade = trades.get(keyOf(channel, paymentNumber))
      if (trade) trades.set(keyOf(channel, paymentNumber), { ...trade, state })
    },
    putComplaint: (complaint) => complaints.set(keyOf(complaint.channel, complaint.number), complaint),
    findComplaint: (channel, number) => complaints.get(keyOf(channel, number)) ?? null,
  }
  return books
}

function refusalOf(trade: SandboxTrade, { amountFen, totalFen }: AskedRefund, alreadyFen: number): Refusal | null {
  if (trade.state === 'unpaid') return 'not-paid'
  if (trade.state === 'closed') return 'closed'
  if (trade.state === 'finished') return 'finished'
  if (totalFen !== undefined && totalFen !== trade.totalFen) return 'other-total'
  return alreadyFen + amountFen > trade.totalFen ? 'more-than-left' : null
}
