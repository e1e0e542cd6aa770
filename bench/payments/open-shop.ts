import { openPlatform } from '../../src/intake/open-platform.js'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import { newLife } from '../../src/model/case-life.js'
import type { Policy } from '../../src/model/policy.js'
import { orderRefunds } from '../../src/pipeline/order-refunds.js'
import type { Store } from '../../src/ports/store.js'
import type { SandboxBooks } from '../../src/sandbox/books.js'
import { claimOn, orderNamed } from '../../test/adapters/store/store-parts.js'

/** No cap is in the way: what is measured is whether money moves once. */
const policy: Policy = {
  ...defaultPolicy,
  exposure: {
    ...defaultPolicy.exposure,
    perBuyerDayFen: 1_000_000_000,
    perDeviceDayFen: 1_000_000_000,
    perMerchantDayFen: 100_000_000_000,
    perProductDayFen: 100_000_000_000,
    perPaymentAccountDayFen: 1_000_000_000,
    perHourFen: 100_000_000_000,
    perDayFen: 100_000_000_000,
  },
}

/** A platform of its own. */
export async function openShop(store: Store): Promise<string> {
  return (await openPlatform(store, 'shop', [])).live.id
}

/** Orders this many refunds, half of them at each channel, a third of them of a part; the sandbox knows the payments. */
export async function orderMany(
  store: Store,
  platformId: string,
  books: SandboxBooks,
  refunds: number,
  draw: () => number,
  now: () => Date,
): Promise<void> {
  for (let from = 0; from < refunds; from += batch) {
    const numbers = Array.from({ length: Math.min(batch, refunds - from) }, (_, at) => from + at)
    const sales = numbers.map((at) => makeSale(at, draw))
    for (const { channel, paymentNumber, merchantOrderNumber, amountFen: totalFen } of sales) {
      books.addTrade({ channel, paymentNumber, merchantOrderNumber, totalFen, state: 'paid' })
    }
    await store.inPlatform(platformId, async (rows) => {
      await rows.orders.upsert(
        sales.map(({ number, payoutFen: _, buyerId, ...order }) => ({ ...orderNamed(number, order), buyer: buyerOf(buyerId) })),
      )
      for (const { number, paymentNumber, payoutFen, buyerId } of sales) {
        const { row } = await rows.cases.open({ claim: claimOn(number, { buyerId }), orderNumber: number })
        const paying = { amountFen: payoutFen, isFull: true }
        await rows.cases.move(row.id, { ...newLife, state: 'paying', paying, deadlineAt: '2999-01-01T00:00:00.000Z' }, [])
        const payout = { paymentNumber, amountFen: payoutFen }
        const order = { caseId: row.id, orderNumber: number, payout, decidedBy: 'machine', reason: '卡密无效' }
        const ordered = await orderRefunds(rows, [order], policy, now().toISOString())
        if (ordered.is === 'held') throw new Error(`held: ${ordered.because.en}`)
      }
    })
  }
}

const batch = 50

function makeSale(at: number, draw: () => number) {
  const channel = at % 2 === 0 ? ('alipay' as const) : ('wechat' as const)
  const amountFen = 100 + Math.floor(draw() * 30_000)
  const payoutFen = draw() < 1 / 3 ? 1 + Math.floor(draw() * (amountFen - 1)) : amountFen
  const serial = String(at).padStart(16, '0')
  const paymentNumber = channel === 'alipay' ? `20261120${serial}2200` : `420000${serial}202611`
  return {
    number: `SHOP${serial}`,
    merchantOrderNumber: `SHOP${serial}`,
    paymentNumber,
    channel,
    amountFen,
    payoutFen,
    buyerId: `buyer-${at}`,
  }
}

function buyerOf(id: string) {
  return { id, creditScore: 742, accountAgeDays: 820, completedOrders: 57, refunds90d: 0, upheldAgainst365d: 0, deviceId: null }
}
