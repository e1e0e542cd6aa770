import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CountedRefund, countPaidIn, countRemainder } from '../../src/act/count-remainder.js'
import { knowOrder } from '../../src/act/know-order.js'
import { listCaps, periodsOf } from '../../src/act/list-caps.js'
import { watchDrift } from '../../src/act/watch-drift.js'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import type { Order } from '../../src/model/order.js'
import { highTrust, order as plainOrder } from '../builders/case.js'

type Step =
  | { readonly is: 'give'; readonly payment: number; readonly fen: number }
  | { readonly is: 'end'; readonly at: number; readonly succeeded: boolean }
  /** The platform gives money back itself. */
  | { readonly is: 'aside'; readonly fen: number }
  /** The platform tells its record; `names`: with the refunds of ours that it contains. */
  | { readonly is: 'push'; readonly names: boolean }

const fen = fc.integer({ min: 1, max: 120 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ is: fc.constant('give' as const), payment: fc.integer({ min: 0, max: 1 }), fen }),
  fc.record({ is: fc.constant('end' as const), at: fc.nat(5), succeeded: fc.boolean() }),
  fc.record({ is: fc.constant('aside' as const), fen }),
  fc.record({ is: fc.constant('push' as const), names: fc.boolean() }),
)

const payments = [
  { number: 'P0', amountFen: 100, at: '2026-11-20T14:10:00+08:00' },
  { number: 'P1', amountFen: 100, at: '2026-11-20T14:11:00+08:00' },
]

describe('what is left of an order', () => {
  it('rules 8.2: never lets more go back than came in, whatever the record contains of ours and whoever else gives back', () => {
    const runs = fc.property(fc.array(step, { maxLength: 14 }), fc.boolean(), (steps, twice) => {
      let record: Order = { ...plainOrder, amountFen: 100, paymentNumber: 'P0', payments: twice ? payments : payments.slice(0, 1) }
      const ours: { -readonly [Key in keyof CountedRefund]: CountedRefund[Key] }[] = []
      let asideFen = 0
      let toldFen = 0
      const paidOut = () => ours.filter(({ state }) => state === 'succeeded').reduce((sum, { amountFen }) => sum + amountFen, 0)
      for (const one of steps) {
        if (one.is === 'give') {
          const paymentNumber = `P${one.payment}`
          const left = countRemainder(record, ours, paymentNumber)
          // What the platform gave back and has not told cannot be known: it tells before it is asked for more.
          if (toldFen < asideFen) continue
          if (one.fen > left.orderFen || one.fen > left.paymentFen) continue
          ours.push({ number: `SP${ours.length}`, paymentNumber, amountFen: one.fen, state: 'requested' })
        } else if (one.is === 'end') {
          const refund = ours[one.at]
          if (refund?.state === 'requested') refund.state = one.succeeded ? 'succeeded' : 'failed'
        } else if (one.is === 'aside') {
          const underWay = ours.filter(({ state }) => state !== 'failed').reduce((sum, { amountFen }) => sum + amountFen, 0)
          if (asideFen + underWay + one.fen <= countPaidIn(record)) asideFen += one.fen
        } else {
          const contained = ours.filter(({ state }) => state === 'succeeded')
          const named = one.names ? { refundNumbers: contained.map(({ number }) => number) } : { refundNumbers: undefined }
          record = { ...record, refundedFen: asideFen + paidOut(), ...named }
          toldFen = asideFen
        }
        expect(paidOut() + asideFen).toBeLessThanOrEqual(countPaidIn(record))
      }
    })
    fc.assert(runs, { numRuns: 100_000 })
  }, 120_000)

  it('is exact when the record names the refunds it contains', () => {
    const ours = [{ number: 'SP1', paymentNumber: null, amountFen: 30, state: 'succeeded' }] as const
    const record = { ...plainOrder, paymentNumber: null, amountFen: 100, refundedFen: 30 }
    expect(countRemainder({ ...record, refundNumbers: ['SP1'] }, ours, null)).toEqual({ orderFen: 70, paymentFen: 70 })
    expect(countRemainder({ ...record, refundNumbers: [] }, ours, null)).toEqual({ orderFen: 40, paymentFen: 70 })
    expect(countRemainder(record, ours, null)).toEqual({ orderFen: 40, paymentFen: 70 })
  })

  it('rules 8.3: is nothing for a payment that is not of the order, and for an order that got smaller than what went back', () => {
    const ours = [{ number: 'SP1', paymentNumber: null, amountFen: 90, state: 'unknown' }] as const
    const record = { ...plainOrder, paymentNumber: null, amountFen: 50 }
    expect(countRemainder(record, ours, null)).toEqual({ orderFen: 0, paymentFen: 0 })
    expect(countRemainder(record, [], 'other').paymentFen).toBe(0)
  })

  it('shows the judge our refund until the record contains it, once', () => {
    const done = [{ number: 'SP1', paymentNumber: null, amountFen: 30, state: 'succeeded' }] as const
    expect(knowOrder(plainOrder, done, []).refundedFen).toBe(30)
    expect(knowOrder({ ...plainOrder, refundedFen: 30 }, done, []).refundedFen).toBe(30)
    expect(knowOrder({ ...plainOrder, refundedFen: 50, refundNumbers: [] }, done, []).refundedFen).toBe(80)
    expect(knowOrder({ ...plainOrder, refundedFen: 50, refundNumbers: ['SP1'] }, done, []).refundedFen).toBe(50)
  })

  it('shows a dispute that the channel told, unless the record says how it ended', () => {
    const open = [{ state: 'open' }] as const
    expect(knowOrder(plainOrder, [], open).channelDispute).toBe('open')
    expect(knowOrder({ ...plainOrder, channelDispute: 'won-by-merchant' }, [], open).channelDispute).toBe('won-by-merchant')
    expect(knowOrder(plainOrder, [], [{ state: 'closed' }]).channelDispute).toBe('none')
  })
})

describe('the caps of a payment', () => {
  it('rules 5.7: fall into the day and hour of the zone, also in the hour that clocks show twice', () => {
    expect(periodsOf('2026-11-23T18:30:00Z', 'Asia/Shanghai')).toEqual({ day: '2026-11-24', hour: '2026-11-24T02+08:00' })
    const [summer, winter] = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map((at) => periodsOf(at, 'Europe/Berlin').hour)
    expect([summer, winter]).toEqual(['2026-10-25T02+02:00', '2026-10-25T02+01:00'])
    expect(periodsOf('2026-11-23T18:30:00Z', 'UTC').hour).toBe('2026-11-23T18+00:00')
  })

  it('name buyer, device, payer, merchant, product and the whole, where they are known', () => {
    const scopes = (change: Partial<Order>, deviceId: string | null) =>
      listCaps({ ...plainOrder, ...change }, { ...highTrust, deviceId }, 'b', defaultPolicy, '2026-11-23T10:00:00Z').map(
        ({ scope }) => scope,
      )
    expect(scopes({}, null)).toEqual(['buyer:buyer-42', 'merchant:m1', 'product:p9', 'platform', 'platform'])
    expect(scopes({ payerId: '2088' }, 'd1')).toEqual(expect.arrayContaining(['device:d1', 'payer:alipay:2088']))
  })
})

describe('the watch over automatic payments', () => {
  const start = { audited: 0, wrong: 0, bets: [] }
  const watch = (outcomes: readonly boolean[]) => {
    let drift: Parameters<typeof watchDrift>[0] = start
    for (const wrong of outcomes) {
      const next = watchDrift(drift, wrong, 0.01)
      if (next.trips) return next.drift.audited
      drift = next.drift
    }
    return null
  }

  it('trips within a few wrong ones, and never on right ones', () => {
    expect(watch(Array(100_000).fill(false))).toBeNull()
    expect(watch(Array(10).fill(true))).toBeLessThanOrEqual(3)
  })

  it('stops a platform at the bearable share in at most 5% of watches, and one at ten times that share nearly always', () => {
    const draws = (seed: number, share: number) => {
      let state = seed
      return Array.from({ length: 1500 }, () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
        return state / 2 ** 32 < share
      })
    }
    const stopped = (share: number) =>
      Array.from({ length: 1000 }, (_, seed) => watch(draws(seed * 7919 + 1, share))).filter((at) => at !== null)
    expect(stopped(0.01).length).toBeLessThanOrEqual(50)
    expect(stopped(0.1).length).toBeGreaterThan(990)
  }, 120_000)
})
