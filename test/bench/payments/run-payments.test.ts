import { describe, expect, it } from 'vitest'
import { runPayments } from '../../../bench/payments/run-payments.js'

describe('200 refunds with lost answers, wrong amounts, doubled notices and a killed worker', () => {
  it('leave the books of channel and platform equal, nothing paid twice, nothing stuck', async () => {
    const result = await runPayments({ refunds: 200, seed: 7, kills: 2, mostMs: 400_000, tell: () => undefined })
    expect(result.differences).toEqual([])
    expect(result).toMatchObject({ doublePayments: 0, stuck: 0, kills: 2 })
    // Where the first look at a payment brings a wrong amount, nothing is sent and a person decides.
    expect(result.succeeded + result.failed).toBe(200)
    expect(result.failed).toBeLessThan(40)
    expect(result.channelFen).toBe(result.ourFen)
    expect(result.repeated).toBeGreaterThan(0)
  }, 600_000)
})
