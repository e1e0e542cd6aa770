import { describe, expect, it } from 'vitest'
import { judge, order, paymentNumber } from '../builders/case.js'

const second = '2026112022001412345678905678'
const paidTwice = [second, paymentNumber].map((number) => ({ number, amountFen: 12_800, at: '2026-11-20T14:10:02+08:00' }))

describe('what a verdict gives back', () => {
  it('rules 6.7, 8.3: is what is left of the order, on the payment it came by', () => {
    expect(judge({ order: { refundedFen: 2_800 } })).toMatchObject({
      outcome: 'instant-refund',
      payouts: [{ paymentNumber, amountFen: order.amountFen - 2_800 }],
    })
  })

  it('is the second payment of an order paid twice, never the one the order knows as its own', () => {
    const verdict = judge({ claim: { reason: 'duplicate-payment' }, order: { payments: paidTwice }, pieces: [] })
    expect(verdict).toMatchObject({ outcome: 'refund', payouts: [{ paymentNumber: second, amountFen: 12_800 }] })
  })

  it('is nothing where nothing is paid', () => {
    expect(judge({ order: { status: 'refunded', refundedFen: 12_800 } }).payouts).toEqual([])
    expect(judge({ pieces: [] }).payouts).toEqual([])
  })
})
