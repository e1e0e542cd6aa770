import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carryRefund } from '../../src/pipeline/carry-refund.js'
import { hearRefund } from '../../src/pipeline/hear-refund.js'
import type { PaymentChannels, TradeState } from '../../src/ports/payments.js'
import type { Store } from '../../src/ports/store.js'
import { orderNamed } from '../adapters/store/store-parts.js'
import { paymentNumber } from '../builders/case.js'
import { type MishapChannel, mishaps, openMishapChannel } from './mishap-channel.js'
import { engines, type Flow, openFlow } from './open-flow.js'
import { orderRefund } from './order-refund.js'

const amountFen = 12_800

/** Lives of a refund on each store; more with REFUND_RUNS. Faults that were put in by hand showed within 13. */
const lives = Number(process.env.REFUND_RUNS ?? 80)

describe.each(engines)('carrying refunds on the %s store', (...engine) => {
  let flow: Flow
  let clockMs = Date.now() + 3_600_000
  const now = () => new Date(clockMs)
  let count = 0

  beforeAll(async () => {
    flow = await openFlow(engine)
  })
  afterAll(() => flow?.close())

  /** A refund that a person decided, so that no cap stands in its way. */
  const order = async (on = flow.platformId) => {
    const orderNumber = `PAY-${count++}`
    const { caseId } = await flow.openCase(orderNumber, [], on)
    const refundId = await orderRefund(flow, on, caseId, amountFen, now())
    return { refundId, caseId, orderNumber }
  }
  const look = async (refundId: string, on = flow.platformId) => {
    const row = await flow.store.inPlatform(on, ({ refunds }) => refunds.get(refundId))
    if (!row) throw new Error('no refund')
    return row
  }
  const carry = (refundId: string, channel: MishapChannel | null, store: Store = flow.store, on = flow.platformId) => {
    const payments: PaymentChannels = { of: () => channel }
    return carryRefund({ store, payments, now }, { platformId: on, refundId })
  }
  const later = (ms: number) => {
    clockMs += ms
  }
  const settle = async (refundId: string, channel: MishapChannel) => {
    for (let turns = 0; turns < 60; turns++) {
      await carry(refundId, channel)
      if ((await look(refundId)).settledAt) return
      later(3_700_000)
    }
  }
  const books = async () => (await flow.store.inAll((rows) => rows.books.verify(flow.platformId)))[0]
  const calm = (trade?: TradeState) => {
    const channel = openMishapChannel(
      [],
      () => undefined,
      () => now().toISOString(),
    )
    if (trade) channel.trade = trade
    return channel
  }

  it('pays what was ordered, once, however often the job runs', async () => {
    const { refundId } = await order()
    const channel = calm()
    await Promise.all([carry(refundId, channel), carry(refundId, channel), carry(refundId, channel)])
    await carry(refundId, channel)
    expect([...channel.paid.values()]).toEqual([amountFen])
    expect(await look(refundId)).toMatchObject({ state: 'succeeded', nextAt: null, channelRefundNumber: expect.stringMatching(/^chan-SP/) })
    expect(await books()).toMatchObject({ problems: [], promisedFen: 0 })
  })

  it('rules 8.1: never pays twice and never gets stuck, whatever is lost and wherever the process dies', async () => {
    const runs = fc.asyncProperty(
      fc.array(fc.constantFrom(...mishaps), { maxLength: 8 }),
      fc.array(fc.integer({ min: 0, max: 14 }), { maxLength: 4 }),
      fc.boolean(),
      async (planned, deaths, noticed) => {
        const life = mortal()
        const channel = openMishapChannel(planned, life.tick, () => now().toISOString())
        const { refundId } = await order()
        for (const steps of deaths) {
          life.live(steps)
          await carry(refundId, channel, life.over(flow.store)).catch(() => undefined)
          later(3_700_000)
        }
        life.live(Number.POSITIVE_INFINITY)
        await settle(refundId, channel)
        const { state, number, amountFen: fen } = await look(refundId)
        if (noticed && state === 'succeeded') {
          const news = { is: 'succeeded', at: now().toISOString(), channelRefundNumber: null } as const
          await flow.inShop((rows) => hearRefund(rows, refundId, news, { actor: 'system', now: now().toISOString() }))
        }
        expect(['succeeded', 'failed']).toContain(state)
        expect([...channel.heard].filter((one) => one !== number)).toEqual([])
        expect([...channel.paid]).toEqual(state === 'succeeded' ? [[number, fen]] : [])
      },
    )
    await fc.assert(runs, { numRuns: lives })
    expect(await books()).toMatchObject({ problems: [], promisedFen: 0 })
  }, 600_000)

  it.each([
    ['closed', { state: 'closed', totalFen: amountFen, refundedFen: null }],
    ['finished', { state: 'finished', totalFen: amountFen, refundedFen: null }],
    ['unpaid', { state: 'unpaid', totalFen: amountFen, refundedFen: null }],
    ['unknown to the channel', { state: 'not-found', totalFen: null, refundedFen: null }],
    ['of another amount', { state: 'paid', totalFen: amountFen + 1, refundedFen: null }],
    ['refunded already', { state: 'paid', totalFen: amountFen, refundedFen: 1 }],
  ] as const)('sends nothing for a trade that is %s, and gives the case to a person', async (_, trade) => {
    const { refundId, caseId } = await order()
    const channel = calm(trade)
    await carry(refundId, channel)
    expect(channel.heard.size).toBe(0)
    expect((await look(refundId)).state).toBe('failed')
    expect((await flow.inShop(({ cases }) => cases.get(caseId)))?.state).toBe('in-review')
    expect(await books()).toMatchObject({ problems: [], promisedFen: 0 })
  })

  it('rules 8.4: sends nothing when a dispute was opened meanwhile', async () => {
    const { refundId, orderNumber } = await order()
    await flow.inShop(({ orders }) => orders.upsert([orderNamed(orderNumber, { channelDispute: 'open' })]))
    const channel = calm()
    await carry(refundId, channel)
    expect(channel.heard.size).toBe(0)
    expect((await look(refundId)).state).toBe('failed')
  })

  it('rules 8.7: keeps asking, under the one number, when a dispute comes after the first sending', async () => {
    const { refundId, orderNumber } = await order()
    const channel = openMishapChannel(
      ['none', 'lost-before', 'none'],
      () => undefined,
      () => now().toISOString(),
    )
    await carry(refundId, channel)
    expect(await look(refundId)).toMatchObject({ state: 'unknown' })
    await flow.inShop(({ orders }) => orders.upsert([orderNamed(orderNumber, { channelDispute: 'open' })]))
    later(60_000)
    await carry(refundId, channel)
    expect(channel.heard.size).toBe(0)
    expect((await look(refundId)).state).toBe('unknown')
    await flow.inShop(({ orders }) => orders.upsert([orderNamed(orderNumber)]))
    await settle(refundId, channel)
    expect([...channel.paid.values()]).toEqual([amountFen])
  })

  it('tells a person once when nobody answers, and goes on asking', async () => {
    const { refundId, caseId } = await order()
    const dead = openMishapChannel(
      Array(40).fill('lost-after'),
      () => undefined,
      () => now().toISOString(),
    )
    for (let turns = 0; turns < 15; turns++) {
      await carry(refundId, dead)
      later(3_700_000)
    }
    const { rows } = await flow.inShop(({ events }) => events.list({ limit: 50, after: null, caseId, types: ['refund.stuck'] }))
    expect(rows).toHaveLength(1)
    await settle(refundId, dead)
    expect((await look(refundId)).state).toBe('succeeded')
    expect([...dead.paid.values()]).toEqual([amountFen])
  })

  it('believes no success in another amount', async () => {
    const { refundId } = await order()
    const channel = openMishapChannel(
      ['none', 'wrong-amount', 'wrong-amount'],
      () => undefined,
      () => now().toISOString(),
    )
    await carry(refundId, channel)
    expect(await look(refundId)).toMatchObject({ state: 'unknown', lastAnswer: expect.stringContaining('12801') })
    await settle(refundId, channel)
    expect((await look(refundId)).state).toBe('succeeded')
  })

  it('hands it to the platform where no channel is set up, once, and never takes it back', async () => {
    const { refundId, caseId } = await order()
    await carry(refundId, null)
    later(60_000)
    await carry(refundId, null)
    const channel = calm()
    later(10 * 86_400_000)
    await carry(refundId, channel)
    expect(channel.heard.size).toBe(0)
    const { rows } = await flow.inShop(({ events }) => events.list({ limit: 50, after: null, caseId, types: ['refund.requested'] }))
    expect(rows.map(({ data }) => data)).toMatchObject([{ refundId, amountFen, paymentNumber, paidBy: 'platform' }])
  })

  it('never asks a channel for a test side', async () => {
    const { refundId } = await order(flow.testId)
    const channel = calm()
    await carry(refundId, channel, flow.store, flow.testId)
    expect(channel.heard.size).toBe(0)
    expect((await look(refundId, flow.testId)).paidBy).toBe('platform')
  })

  it('counts money that went out after a no, and stops automatic payments', async () => {
    const { refundId, caseId } = await order()
    const by = { actor: 'system', now: now().toISOString() }
    await flow.inShop((rows) => hearRefund(rows, refundId, { is: 'failed', words: 'NO' }, by))
    const yes = { is: 'succeeded', at: by.now, channelRefundNumber: null } as const
    await flow.inShop((rows) => hearRefund(rows, refundId, yes, by))
    await flow.inShop((rows) => hearRefund(rows, refundId, yes, by))
    expect((await look(refundId)).state).toBe('succeeded')
    expect(await flow.inShop(({ breaker }) => breaker.get())).toMatchObject({ tripped: true, cause: 'channel-contradicts' })
    const { rows } = await flow.inShop(({ events }) => events.list({ limit: 50, after: null, caseId, types: ['breaker.tripped'] }))
    expect(rows).toHaveLength(1)
    expect(await books()).toMatchObject({ problems: [] })
  })
})

/** A process that dies after so many steps: from then on nothing it asks is done, and what it is in the middle of is not committed. */
function mortal() {
  let left = Number.POSITIVE_INFINITY
  const tick = () => {
    if (left-- <= 0) throw new Error('killed')
  }
  const over = (store: Store): Store => ({
    ...store,
    inPlatform: async (platformId, work) => {
      tick()
      const result = await store.inPlatform(platformId, async (rows) => {
        const done = await work(rows)
        tick()
        return done
      })
      tick()
      return result
    },
  })
  return {
    tick,
    over,
    live: (steps: number) => {
      left = steps
    },
  }
}
