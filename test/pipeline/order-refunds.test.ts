import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPlatform } from '../../src/intake/open-platform.js'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import type { Order } from '../../src/model/order.js'
import type { Policy } from '../../src/model/policy.js'
import { hearRefund } from '../../src/pipeline/hear-refund.js'
import { orderRefunds } from '../../src/pipeline/order-refunds.js'
import { recordAudit } from '../../src/pipeline/record-audit.js'
import { resetBreaker } from '../../src/pipeline/reset-breaker.js'
import { tripBreaker } from '../../src/pipeline/trip-breaker.js'
import { claimOn, orderNamed } from '../adapters/store/store-parts.js'
import { highTrust, paymentNumber } from '../builders/case.js'
import { engines, type Flow, openFlow } from './open-flow.js'

const now = '2026-11-23T10:00:00.000Z'
const by = { actor: 'system', now }

describe.each(engines)('ordering refunds on the %s store', (...engine) => {
  let flow: Flow
  beforeAll(async () => {
    flow = await openFlow(engine)
  })
  afterAll(() => flow?.close())

  /** A shop of its own, so that caps of one test are none of another's. */
  const openShop = async (caps: Partial<Policy['exposure']> = {}) => {
    const { live } = await openPlatform(flow.store, 'shop', [])
    const policy = { ...defaultPolicy, exposure: { ...defaultPolicy.exposure, ...caps } }
    const inShop: Flow['inShop'] = (work) => flow.store.inPlatform(live.id, work)
    const openCase = (number: string, change: Partial<Order> = {}, buyerId = 'buyer-42') =>
      inShop(async (rows) => {
        await rows.orders.upsert([{ ...orderNamed(number, change), buyer: { ...highTrust, id: buyerId } }])
        return (await rows.cases.open({ claim: claimOn(number), orderNumber: number })).row.id
      })
    const give = (caseId: string, orderNumber: string, amountFen: number, decidedBy = 'machine', payment: string | null = paymentNumber) =>
      inShop(async (rows) => {
        await rows.cases.lock(caseId)
        const payout = { paymentNumber: payment, amountFen }
        return orderRefunds(rows, [{ caseId, orderNumber, payout, decidedBy, reason: '退款' }], policy, now)
      })
    const end = (refundId: string, succeeded: boolean) =>
      inShop((rows) =>
        hearRefund(rows, refundId, succeeded ? { is: 'succeeded', at: now, channelRefundNumber: null } : { is: 'failed', words: 'NO' }, by),
      )
    const books = async () => (await flow.store.inAll((rows) => rows.books.verify(live.id)))[0]
    const usedFen = (scope: string, period = '2026-11-23') => inShop(async ({ exposure }) => (await exposure.used([{ scope, period }]))[0])
    return { id: live.id, inShop, openCase, give, end, books, usedFen }
  }

  const endOnce = async (shop: Awaited<ReturnType<typeof openShop>>, id: string | undefined, succeeded: boolean) => {
    const row = id === undefined ? null : await shop.inShop(({ refunds }) => refunds.get(id))
    if (row && row.settledAt === null) await shop.end(row.id, succeeded)
  }

  it('promises the money, books it, and has it carried', async () => {
    const shop = await openShop()
    const caseId = await shop.openCase('A')
    const ordered = await shop.give(caseId, 'A', 12_800)
    expect(ordered).toEqual({ is: 'ordered', refundIds: [expect.stringMatching(/^ref_/)] })
    const [row] = await shop.inShop(({ refunds }) => refunds.ofCase(caseId))
    expect(row).toMatchObject({ state: 'requested', amountFen: 12_800, paymentNumber, decidedBy: 'machine' })
    expect(row?.number).toMatch(/^SP[0-9A-Z]{26}$/)
    expect(await shop.books()).toMatchObject({ refunds: 1, postings: 1, promisedFen: 12_800, problems: [] })
    const jobs = await flow.store.inAll(({ outbox }) => outbox.take(1000))
    expect(jobs.filter(({ name, payload }) => name === 'carry-refund' && payload.refundId === row?.id)).toHaveLength(1)
  })

  it('rules 8.1: orders once what one case orders twice', async () => {
    const shop = await openShop()
    const caseId = await shop.openCase('A')
    const both = await Promise.all([shop.give(caseId, 'A', 12_800), shop.give(caseId, 'A', 12_800)])
    expect(both[0]).toEqual(both[1])
    expect(await shop.give(caseId, 'A', 500)).toMatchObject({ is: 'held' })
  })

  it.each([
    ['too much', {}, 12_801, paymentNumber],
    ['on a payment that is not of the order', {}, 100, 'another'],
    ['on no payment when the record has one', {}, 100, null],
    ['on an order in dispute', { channelDispute: 'open' }, 100, paymentNumber],
    ['on an order whose dispute the buyer won', { channelDispute: 'won-by-buyer' }, 100, paymentNumber],
    ['on a closed order', { status: 'closed' }, 100, paymentNumber],
    ['on an unpaid order', { status: 'unpaid' }, 100, paymentNumber],
    ['of nothing', {}, 0, paymentNumber],
    ['beside what the record says went back', { refundedFen: 12_750 }, 100, paymentNumber],
    ['in another currency', { currency: 'USD' }, 100, paymentNumber],
  ] as const)('holds a refund %s, also when a person decided', async (_, change, amountFen, payment) => {
    const shop = await openShop()
    const caseId = await shop.openCase('A', change)
    for (const decidedBy of ['machine', 'person']) {
      expect(await shop.give(caseId, 'A', amountFen, decidedBy, payment)).toMatchObject({ is: 'held' })
    }
    expect(await shop.books()).toMatchObject({ refunds: 0, postings: 0, problems: [] })
    expect(await shop.usedFen('platform')).toBe(0)
  })

  it('holds what a channel dispute freezes, until the channel says it is over, whatever comes first', async () => {
    const shop = await openShop()
    const caseId = await shop.openCase('A')
    const dispute = { channel: 'wechat', number: 'C1', orderNumber: 'A', words: '被骗', at: now } as const
    const put = (state: 'open' | 'closed', at: string) => shop.inShop(({ disputes }) => disputes.put({ ...dispute, state, at }))
    await put('open', now)
    expect(await shop.give(caseId, 'A', 100)).toMatchObject({ is: 'held' })
    expect(await put('closed', '2026-11-23T11:00:00Z')).toBe(true)
    expect(await put('open', now)).toBe(false)
    expect(await shop.give(caseId, 'A', 100)).toMatchObject({ is: 'ordered' })
  })

  it('rules 8.2: never gives back more than the remainder, nor over a cap, whatever is ordered, ends, and is pushed', async () => {
    // Sums that fit once and not twice, and refunds that end before the next is ordered: where a wrong count would show.
    const fen = fc.oneof(fc.constantFrom(40, 50, 60, 100), fc.integer({ min: 1, max: 120 }))
    const ends = fc.constantFrom('succeeded', 'failed', 'later')
    const command = fc.oneof(
      { weight: 2, arbitrary: fc.record({ is: fc.constant('give' as const), on: fc.nat(1), fen, machine: fc.boolean(), ends }) },
      fc.record({ is: fc.constant('end' as const), at: fc.nat(3), succeeded: fc.boolean() }),
      fc.record({ is: fc.constant('push' as const), on: fc.nat(1), amountFen: fc.integer({ min: 20, max: 100 }) }),
    )
    const runs = fc.asyncProperty(fc.array(command, { minLength: 2, maxLength: 6 }), async (commands) => {
      const shop = await openShop({ perDayFen: 150, perBuyerDayFen: 120 })
      const caseIds = [await shop.openCase('A', { amountFen: 100 }), await shop.openCase('B', { amountFen: 100 })]
      const ids: string[] = []
      let automaticFen = 0
      for (const one of commands) {
        if (one.is === 'give') {
          const ordered = await shop.give(caseIds[one.on] ?? '', one.on === 0 ? 'A' : 'B', one.fen, one.machine ? 'machine' : 'person')
          if (ordered.is !== 'ordered') continue
          ids.push(...ordered.refundIds)
          if (one.ends !== 'later') for (const id of ordered.refundIds) await endOnce(shop, id, one.ends === 'succeeded')
        } else if (one.is === 'end') {
          await endOnce(shop, ids[one.at], one.succeeded)
        } else {
          await shop.inShop(({ orders }) => orders.upsert([orderNamed(one.on === 0 ? 'A' : 'B', { amountFen: one.amountFen })]))
        }
      }
      const all = (await shop.inShop(({ refunds }) => refunds.list({ limit: 100, after: null }))).rows
      const live = all.filter(({ state }) => state !== 'failed')
      for (const number of ['A', 'B']) {
        const outFen = live.filter(({ orderNumber }) => orderNumber === number).reduce((sum, { amountFen }) => sum + amountFen, 0)
        expect(outFen).toBeLessThanOrEqual(100)
      }
      automaticFen = live.filter(({ decidedBy }) => decidedBy === 'machine').reduce((sum, { amountFen }) => sum + amountFen, 0)
      expect(automaticFen).toBeLessThanOrEqual(120)
      expect(await shop.usedFen('buyer:buyer-42')).toBe(automaticFen)
      expect(await shop.books()).toMatchObject({ problems: [] })
    })
    await fc.assert(runs, { numRuns: 120 })
  }, 600_000)

  it('gives the cap free when a refund fails, and keeps it when it succeeds', async () => {
    const shop = await openShop({ perBuyerDayFen: 12_800 })
    const [first, second] = [await shop.openCase('A'), await shop.openCase('B')]
    const given = await shop.give(first, 'A', 12_800)
    expect(await shop.give(second, 'B', 1)).toMatchObject({ is: 'held', because: { en: expect.stringContaining('buyer') } })
    await shop.end(given.is === 'ordered' ? (given.refundIds[0] ?? '') : '', false)
    const again = await shop.give(second, 'B', 12_800)
    await shop.end(again.is === 'ordered' ? (again.refundIds[0] ?? '') : '', true)
    expect(await shop.usedFen('buyer:buyer-42')).toBe(12_800)
    expect(await shop.give(first, 'A', 1, 'person')).toMatchObject({ is: 'ordered' })
    expect(await shop.give(first, 'A', 2)).toMatchObject({ is: 'held' })
  })

  it("trips when the day's cap is reached, tells it once, and only a person lets payments run again", async () => {
    const shop = await openShop({ perDayFen: 12_800 })
    const caseIds = [await shop.openCase('A', {}, 'b1'), await shop.openCase('B', {}, 'b2'), await shop.openCase('C', {}, 'b3')]
    await shop.give(caseIds[0] ?? '', 'A', 12_800)
    for (const at of [1, 2, 1]) expect(await shop.give(caseIds[at] ?? '', at === 1 ? 'B' : 'C', 100)).toMatchObject({ is: 'held' })
    expect(await shop.inShop(({ breaker }) => breaker.get())).toMatchObject({ tripped: true, cause: 'day-cap' })
    const { rows } = await shop.inShop(({ events }) => events.list({ limit: 9, after: null, types: ['breaker.tripped'] }))
    expect(rows).toHaveLength(1)
    expect(await shop.give(caseIds[1] ?? '', 'B', 100, 'person')).toMatchObject({ is: 'ordered' })
    await shop.inShop((all) => resetBreaker(all, 'key_1', '已核查', now))
    expect(await shop.inShop(({ breaker }) => breaker.get())).toMatchObject({ tripped: false, drift: { audited: 0 } })
  })

  it('trips when audits find too many wrong payments', async () => {
    const shop = await openShop()
    const caseId = await shop.openCase('A')
    for (const audited of [caseId, await shop.openCase('B'), await shop.openCase('C')])
      await shop.inShop((rows) => recordAudit(rows, { caseId: audited, wrong: true }, by))
    expect(await shop.inShop(({ breaker }) => breaker.get())).toMatchObject({ tripped: true, cause: 'drift', drift: { wrong: 3 } })
    expect(await shop.give(caseId, 'A', 100)).toMatchObject({ is: 'held' })
  })

  it('rules 8.5: never exceeds a cap by a fen when a thousand approve at once, each twice', async () => {
    const caps = { perHourFen: 5003, perBuyerDayFen: 501, perMerchantDayFen: 2999 }
    const shop = await openShop(caps)
    const many = Array.from({ length: engine[0] === 'PostgreSQL' ? 500 : 150 }, (_, at) => at)
    const caseIds = await inLanes(many, (at) => shop.openCase(`N${at}`, { merchantId: `m${at % 2}` }, `b${at % 12}`))
    const answers = await inLanes([...many, ...many], (at) => shop.give(caseIds[at] ?? '', `N${at}`, 37 + (at % 5)))
    expect(new Set(answers.map(({ is }) => is))).toEqual(new Set(['ordered', 'held']))
    const all = (await shop.inShop(({ refunds }) => refunds.list({ limit: 1000, after: null }))).rows
    const used = (which: (orderAt: number) => boolean) =>
      all.filter(({ orderNumber }) => which(Number(orderNumber.slice(1)))).reduce((sum, { amountFen }) => sum + amountFen, 0)
    const wholeFen = used(() => true)
    expect(wholeFen).toBeLessThanOrEqual(caps.perHourFen)
    expect(wholeFen).toBeGreaterThan(caps.perHourFen - 42)
    expect(await shop.usedFen('platform', '2026-11-23T18+08:00')).toBe(wholeFen)
    for (const merchant of [0, 1]) {
      expect(used((at) => at % 2 === merchant)).toBeLessThanOrEqual(caps.perMerchantDayFen)
      expect(await shop.usedFen(`merchant:m${merchant}`)).toBe(used((at) => at % 2 === merchant))
    }
    for (let buyer = 0; buyer < 12; buyer++) {
      expect(used((at) => at % 12 === buyer)).toBeLessThanOrEqual(caps.perBuyerDayFen)
      expect(await shop.usedFen(`buyer:b${buyer}`)).toBe(used((at) => at % 12 === buyer))
    }
    expect(new Set(all.map(({ orderNumber }) => orderNumber)).size).toBe(all.length)
    expect(await shop.books()).toMatchObject({ problems: [], promisedFen: wholeFen })
  }, 600_000)

  it('never exceeds the remainder of one order that many cases claim at once', async () => {
    const shop = await openShop()
    const first = await shop.openCase('A', { amountFen: 100 })
    const others = await Promise.all(
      Array.from({ length: 20 }, () =>
        shop.inShop(async (rows) => (await rows.cases.open({ claim: claimOn(null), orderNumber: null })).row.id),
      ),
    )
    const answers = await Promise.all([first, ...others].map((caseId) => shop.give(caseId, 'A', 30, 'person')))
    expect(answers.filter(({ is }) => is === 'ordered')).toHaveLength(3)
    expect(await shop.books()).toMatchObject({ problems: [], promisedFen: 90 })
  })

  it('stops automatic payments when a person says so, at once', async () => {
    const shop = await openShop()
    const caseId = await shop.openCase('A')
    await shop.inShop((rows) => tripBreaker(rows, { cause: 'by-hand', words: '停', actor: 'key_1', now, caseId: null }))
    expect(await shop.give(caseId, 'A', 100)).toMatchObject({ is: 'held' })
  })

  it('sees books that do not hold', async () => {
    const shop = await openShop()
    const caseId = await shop.openCase('A')
    const given = await shop.give(caseId, 'A', 100)
    const refundId = given.is === 'ordered' ? (given.refundIds[0] ?? '') : ''
    const crooked = {
      name: 'x',
      refundId,
      entries: [
        { account: 'promised', amountFen: 1 },
        { account: 'order:A', amountFen: -2 },
      ],
    }
    await expect(shop.inShop(({ ledger }) => ledger.post(crooked))).rejects.toMatchObject({ code: 'internal' })
    const other = {
      name: 'x',
      refundId,
      entries: [
        { account: 'promised', amountFen: 1 },
        { account: 'order:A', amountFen: -1 },
      ],
    }
    await shop.inShop(({ ledger }) => ledger.post(other))
    expect((await shop.books())?.problems).toEqual([expect.stringContaining('order:A'), expect.stringContaining('promised')])
  })
})

/** All of them, forty at any moment: more than a database has connections. */
async function inLanes<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  const lane = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as Item)
  }
  await Promise.all(Array.from({ length: 40 }, lane))
  return results
}
