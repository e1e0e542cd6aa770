import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import { expertCard } from '../../src/judge/expert-card.js'
import { makeSignal } from '../../src/judge/make-signal.js'
import { rateTrust } from '../../src/judge/rate-trust.js'
import { scoreSignals } from '../../src/judge/score-signals.js'
import type { SignalCode } from '../../src/model/signal.js'
import { highTrust } from '../builders/case.js'

const codes = Object.keys(expertCard) as SignalCode[]
const signal = (code: SignalCode) => makeSignal(defaultPolicy, code, { zh: '。', en: '.' })
const score = (some: readonly SignalCode[], tier: 'high' | 'ordinary' | 'low' = 'high') =>
  scoreSignals(some.map(signal), tier, defaultPolicy)
const logit = (p: number) => Math.log(p / (1 - p))

describe('scoreSignals', () => {
  it("is the tier's prior when nothing was seen", () => {
    expect(score([])).toBeCloseTo(0.01, 10)
    expect(score([], 'low')).toBeCloseTo(0.2, 10)
  })

  it('adds the log likelihood ratio of a signal', () => {
    expect(logit(score(['order-number-differs']))).toBeCloseTo(logit(0.01) + 3, 10)
    expect(logit(score(['key-unused']))).toBeCloseTo(logit(0.01) - 0.5, 10)
  })

  it('lets no picture speak for the buyer beside a veto, and lets the records speak on', () => {
    expect(score(['order-number-matches', 'support-confirms-fault', 'key-differs'])).toBe(score(['key-differs']))
    expect(score(['key-used-by-other', 'key-differs'])).toBeLessThan(score(['key-differs']))
  })

  it("rules 3.3: weighs the third party's word above all that the buyer's own attempt shows", () => {
    // The code is the service's own word on when a recording was made (trust.md), not what the attempt shows.
    const { 'challenge-code-shown': _, ...shown } = expertCard
    const speaking = Object.values(shown).filter(({ leans }) => leans === 'for')
    const weightsOf = (...groups: readonly string[]) =>
      speaking
        .filter(({ group }) => groups.includes(group))
        .map(({ strength }) => ({ strong: 3, medium: 1.5, weak: 0.5, said: 0 })[strength])
    const own = Math.max(...weightsOf('failure', 'time', 'recording', 'quality'))
    expect(Math.min(...weightsOf('third-party'))).toBeGreaterThan(own)
    expect(Math.max(...weightsOf('issuer'))).toBe(Math.max(...speaking.map(({ strength }) => (strength === 'strong' ? 3 : 0))))
  })

  it('counts only the strongest of a group in each direction', () => {
    expect(score(['order-number-matches', 'key-matches', 'amount-matches'])).toBe(score(['order-number-matches']))
    expect(logit(score(['support-confirms-fault', 'support-blames-buyer']))).toBeCloseTo(logit(0.01), 10)
  })

  it('never falls by a signal against nor rises by one for', () => {
    fc.assert(
      fc.property(fc.subarray(codes), fc.constantFrom(...codes), (some, one) => {
        const [before, after] = [score(some), score([...some, one])]
        if (expertCard[one].leans === 'against') expect(after).toBeGreaterThanOrEqual(before)
        else expect(after).toBeLessThanOrEqual(before)
      }),
    )
  })

  it('does not depend on the order of the signals', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(codes), (some) => {
        expect(score(some)).toBeCloseTo(score(some.toSorted()), 12)
      }),
    )
  })
})

describe('rateTrust', () => {
  it.each([
    ['high', {}],
    ['high', { creditScore: 700, accountAgeDays: 180, completedOrders: 20, refunds90d: 2 }],
    ['ordinary', { creditScore: 699 }],
    ['ordinary', { accountAgeDays: 179 }],
    ['ordinary', { completedOrders: 19 }],
    ['ordinary', { refunds90d: 3 }],
    ['ordinary', { upheldAgainst365d: 1 }],
    ['low', { creditScore: 449 }],
    ['low', { accountAgeDays: 6 }],
    ['low', { refunds90d: 6 }],
    ['low', { upheldAgainst365d: 2 }],
  ] as const)('rules 6.1, 6.2: is %s with %j', (tier, changes) => {
    expect(rateTrust({ ...highTrust, ...changes }, defaultPolicy)).toBe(tier)
  })

  it('trusts nobody unknown', () => {
    expect(rateTrust(null, defaultPolicy)).toBe('low')
  })
})
