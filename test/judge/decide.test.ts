import { describe, expect, it } from 'vitest'
import { rules } from '../../src/judge/decide.js'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import { judgeCase } from '../../src/judge/judge-case.js'
import { tellVague } from '../../src/judge/tell-vague.js'
import type { ClaimReason } from '../../src/model/claim.js'
import type { Policy, WorkingCalendar } from '../../src/model/policy.js'
import { buildCase, type Changes, failurePage, judge, orderPage, ordinaryTrust } from '../builders/case.js'

describe('the rule table', () => {
  it('ends with a person, whatever the facts', () => {
    expect(rules.at(-1)).toMatchObject({ name: 'no-rule', outcome: 'review' })
  })

  it('has each rule once and says where it is written', () => {
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length)
    for (const { why } of rules) expect(why).toMatch(/sections? \d|trust\.md|contracts\.md|architecture\.md/)
  })

  it('rules 4.4: refuses only on plain facts of the record', () => {
    for (const rule of rules.filter(({ outcome }) => outcome === 'not-eligible')) expect(rule.plainFact).toBe(true)
  })
})

describe('the plain facts of an order', () => {
  const promise = { notes: ['承诺七天无理由退款'] }
  const undelivered = { deliveredKeys: ['正在发货中'] }
  const unpaid = { status: 'unpaid', paidAt: null } as const
  const open = { channelDispute: 'open' } as const
  const changedMind = { reason: 'changed-mind' } as const
  const late = { ...changedMind, submittedAt: '2026-12-20T14:40:00+08:00' } as const
  // Each has the facts of all that stand below it.
  const falling: readonly (readonly [rule: string, changes: Changes])[] = [
    ['already-refunded', { claim: late, order: { ...promise, ...undelivered, ...unpaid, ...open, refundedFen: 12_800 } }],
    ['dispute-open', { claim: late, order: { ...promise, ...undelivered, ...unpaid, ...open } }],
    ['unpaid', { claim: late, order: { ...promise, ...undelivered, ...unpaid } }],
    ['undelivered-instant', { claim: late, order: { ...promise, ...undelivered } }],
    ['outside-window', { claim: late, order: promise }],
    ['changed-mind-with-promise', { claim: changedMind, order: promise }],
    ['changed-mind', { claim: changedMind }],
  ]

  it.each(falling)('rules 2.7: %s comes before what stands below it', (rule, changes) => {
    const now = changes.claim?.submittedAt ?? '2026-11-20T14:41:00+08:00'
    expect(judge({ pieces: [], now, ...changes }).rule).toBe(rule)
  })

  const reasons: readonly ClaimReason[] = [
    ...(['not-delivered', 'activation-failed', 'key-invalid', 'key-already-used', 'wrong-product', 'top-up-not-received'] as const),
    ...(['not-as-described', 'duplicate-payment', 'changed-mind', 'other'] as const),
  ]

  it('rules 2.11: asks no proof of activation for goods that were not delivered, whatever is claimed and whenever', () => {
    for (const reason of reasons) {
      for (const now of ['2026-11-20T14:41:00+08:00', '2026-11-21T15:00:00+08:00', '2026-11-22T15:00:00+08:00']) {
        for (const buyer of [{}, ordinaryTrust]) {
          const { outcome, completeness } = judge({ claim: { reason, statement: '' }, order: undelivered, buyer, pieces: [], now })
          expect(outcome).not.toBe('more-evidence')
          expect(completeness.missing).toEqual([])
        }
      }
    }
  })
})

describe('the links of the chain', () => {
  const missing = (changes: Changes) => judge(changes).completeness.missing.map(({ link }) => link)
  const bare = { door: 'customer-service' } as const

  it.each(['activation-failed', 'key-invalid', 'key-already-used'] as const)('rules 3.4: %s needs all three', (reason) => {
    const claim = { ...bare, reason }
    expect(missing({ claim, pieces: [] })).toEqual(['order-page', 'failure', 'third-party'])
    expect(missing({ claim, pieces: [failurePage()] })).toEqual(['order-page', 'third-party'])
    expect(missing({ claim, pieces: [orderPage(), failurePage()] })).toEqual(['third-party'])
    expect(missing({ claim })).toEqual([])
  })

  it('rules 3.8: are none where the record decides that nothing was delivered', () => {
    const claim = { ...bare, reason: 'not-delivered' } as const
    expect(missing({ claim, pieces: [] })).toEqual([])
    expect(missing({ claim, order: { deliveredKeys: ['正在发货中'] }, pieces: [] })).toEqual([])
  })
})

describe("the merchant's silence", () => {
  const asked = (merchantAskedAt: string, now: string) => {
    const { caseFile, examined } = buildCase({ buyer: ordinaryTrust, now })
    return judgeCase({ ...caseFile, merchantAskedAt }, examined)
  }

  it('rules 6.9: is no consent before he was asked and had his time, however old the claim is', () => {
    const late = '2026-11-25T10:00:00+08:00'
    expect(asked(late, late)).toMatchObject({ rule: 'merchant-window-running', until: '2026-11-27T10:00:00+08:00' })
    expect(asked(late, '2026-11-27T09:59:59+08:00').rule).toBe('merchant-window-running')
    expect(asked(late, '2026-11-27T10:00:00+08:00').rule).toBe('merchant-silent')
  })
})

describe('working time', () => {
  const everyDay = Array.from({ length: 60 }, (_, day) => new Date(Date.UTC(2026, 10, 1 + day)).toISOString().slice(0, 10))
  const office = { weekdays: [1], from: '09:00', until: '10:00', holidays: everyDay }
  const calledFor = (...countsFor: WorkingCalendar['countsFor']): Policy => ({ ...defaultPolicy, calendar: { ...office, countsFor } })
  const policy = calledFor('merchant', 'review')

  it('rules 5.9: does not hold up what a machine decides, nor what is asked of the buyer', () => {
    const onSunday = { claim: { submittedAt: '2026-11-22T03:00:00+08:00' }, now: '2026-11-22T03:01:00+08:00' }
    expect(judge({ ...onSunday, policy })).toMatchObject({ outcome: 'instant-refund', until: null })
    expect(judge({ ...onSunday, policy, pieces: [] })).toEqual(judge({ ...onSunday, pieces: [] }))
    const soldOut = { order: { deliveredKeys: ['正在发货中'] }, pieces: [] }
    expect(judge({ ...onSunday, ...soldOut, policy }).outcome).toBe('instant-refund')
    // The calendar does hold for the merchant, so the same case of an ordinary buyer waits longer.
    const waits = (under: Policy) => Date.parse(judge({ ...onSunday, buyer: ordinaryTrust, policy: under }).until ?? '')
    expect(waits(policy)).toBeGreaterThan(waits(calledFor('review')))
  })
})

describe('tellVague', () => {
  it.each([
    '商品有问题',
    '不能用',
    '有问题',
    '退款',
    '我要退款!!!',
    '东西不行,退钱',
    '',
    '骗子',
    'refund please',
    "it doesn't work",
    '质量太差了',
  ])('finds %j vague', (statement) => {
    expect(tellVague(statement)).toBe(true)
  })

  it.each([
    '激活时提示错误 0xC004C003',
    '收到的会员只有三天,页面写的是一年',
    '登录后显示地区不支持',
    'The subscription shows only three days instead of twelve months',
  ])('finds %j concrete', (statement) => {
    expect(tellVague(statement)).toBe(false)
  })
})
