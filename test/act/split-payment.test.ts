import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countRemainder } from '../../src/act/count-remainder.js'
import { splitPayment } from '../../src/act/split-payment.js'
import type { Order } from '../../src/model/order.js'
import { order as plainOrder } from '../builders/case.js'

const at = '2026-11-20T14:10:00+08:00'
const paidBy = (amounts: readonly number[], own: string): Order => ({
  ...plainOrder,
  paymentNumber: own,
  payments: amounts.map((amountFen, index) => ({ number: `P${index}`, amountFen, at })),
})
const given = (paymentNumber: string, amountFen: number) => ({ number: 'SP1', paymentNumber, amountFen, state: 'succeeded' as const })

describe('a sum given back on the payments it came by', () => {
  it('is the whole sum, on no payment more than is left of it', () => {
    const amount = fc.integer({ min: 1, max: 500 })
    const runs = fc.property(
      fc.array(amount, { minLength: 1, maxLength: 4 }),
      amount,
      fc.double({ min: 0, max: 1 }),
      (paid, gave, part) => {
        const order = paidBy(paid, 'P0')
        const ours = [given('P0', Math.min(gave, paid[0] ?? 0))]
        const amountFen = Math.ceil((paid.reduce((sum, one) => sum + one, 0) - (ours[0]?.amountFen ?? 0)) * (Number.isNaN(part) ? 0 : part))
        const payouts = splitPayment(order, ours, amountFen)
        expect(payouts.reduce((sum, payout) => sum + payout.amountFen, 0)).toBe(amountFen)
        for (const { paymentNumber, amountFen: ofIt } of payouts)
          expect(ofIt).toBeLessThanOrEqual(countRemainder(order, ours, paymentNumber).paymentFen)
        expect(new Set(payouts.map(({ paymentNumber }) => paymentNumber)).size).toBe(payouts.length)
      },
    )
    fc.assert(runs, { numRuns: 2000 })
  })

  it("begins with the order's own payment, and with the one there is where none is listed", () => {
    expect(splitPayment(paidBy([30, 20], 'P1'), [], 25)).toEqual([
      { paymentNumber: 'P1', amountFen: 20 },
      { paymentNumber: 'P0', amountFen: 5 },
    ])
    const { paymentNumber, amountFen } = plainOrder
    expect(splitPayment({ ...plainOrder, payments: [] }, [], 7)).toEqual([{ paymentNumber, amountFen: 7 }])
    expect(amountFen).toBeGreaterThan(7)
  })

  it('leaves what fits nowhere with the first payment, for whoever orders it to refuse', () => {
    expect(splitPayment(paidBy([30, 20], 'P0'), [], 60)).toEqual([
      { paymentNumber: 'P0', amountFen: 40 },
      { paymentNumber: 'P1', amountFen: 20 },
    ])
  })
})
