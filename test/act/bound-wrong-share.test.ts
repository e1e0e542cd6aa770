import { describe, expect, it } from 'vitest'
import { boundWrongShare } from '../../src/act/bound-wrong-share.js'

describe('the bound on wrong automatic payments', () => {
  it.each([
    [0.01, 299],
    [0.005, 598],
    [0.001, 2995],
  ])('certifies %s after %s clean audits and not after one fewer, as trust.md says', (bearable, audits) => {
    expect(boundWrongShare(audits, 0, bearable)).toMatchObject({
      isCertified: true,
      allowedWrong: 0,
      remainingWrong: 0,
      cleanAuditsNeeded: 0,
    })
    expect(boundWrongShare(audits - 1, 0, bearable)).toMatchObject({
      isCertified: false,
      allowedWrong: null,
      remainingWrong: null,
      cleanAuditsNeeded: 1,
    })
    expect(boundWrongShare(0, 0, bearable)).toMatchObject({ upperShare: 1, cleanAuditsNeeded: audits })
  })

  it('gives the upper bound of Clopper and Pearson', () => {
    // None wrong: 1 − 0.05^(1/n). One of two: the root of 1 − p² = 0.05. Two of 100 and 10 of 500: tables of the beta distribution.
    expect(boundWrongShare(299, 0, 0.01).upperShare).toBeCloseTo(1 - 0.05 ** (1 / 299), 10)
    expect(boundWrongShare(2, 1, 0.01).upperShare).toBeCloseTo(Math.sqrt(0.95), 10)
    expect(boundWrongShare(100, 2, 0.01).upperShare).toBeCloseTo(0.0616, 4)
    expect(boundWrongShare(500, 10, 0.01).upperShare).toBeCloseTo(0.0337, 4)
    expect(boundWrongShare(3, 3, 0.01).upperShare).toBe(1)
  })

  it('counts what of the budget is left, and what it takes after a wrong one', () => {
    // P(Bin(1000, 1%) ≤ 4) = 0.029, ≤ 5 = 0.066.
    expect(boundWrongShare(1000, 1, 0.01)).toMatchObject({ isCertified: true, allowedWrong: 4, remainingWrong: 3 })
    expect(boundWrongShare(1000, 6, 0.01)).toMatchObject({ isCertified: false, allowedWrong: 4, remainingWrong: -2 })
    // One wrong needs 473 audits at 1%, the number of every table of acceptance sampling.
    expect(boundWrongShare(400, 1, 0.01).cleanAuditsNeeded).toBe(73)
  })
})
