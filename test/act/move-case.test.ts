import { describe, expect, it } from 'vitest'
import { moveCase } from '../../src/act/move-case.js'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import { type CaseCommand, type CaseLife, newLife } from '../../src/model/case-life.js'
import type { Policy } from '../../src/model/policy.js'

const words = { words: '说明' }
const start = '2026-11-20T06:00:00.000Z'
const payouts = [{ paymentNumber: null, amountFen: 12_800 }]

function judged(outcome: Extract<CaseCommand, { is: 'judged' }>['outcome'], change: Partial<Extract<CaseCommand, { is: 'judged' }>> = {}) {
  return { is: 'judged', outcome, objected: false, until: null, judgedAt: start, payouts, ...change } as const
}

function refusal(person: string) {
  return { is: 'decided', person, remainderFen: 12_800, decision: { is: 'refuse', reasonCode: 'used', ...words } } as const
}

/** The life after these commands, each at its time or at the start. */
function lifeAfter(...commands: readonly (CaseCommand | readonly [CaseCommand, now: string])[]): CaseLife {
  return commands.reduce<CaseLife>((life, one) => {
    const [command, now] = 'is' in one ? [one, start] : one
    return moveCase(life, command, now, defaultPolicy).life
  }, newLife)
}

describe('a verdict', () => {
  it.each([
    ['instant-refund', 'paying'],
    ['refund', 'paying'],
    ['merchant-window', 'merchant-window'],
    ['more-evidence', 'needs-evidence'],
    ['review', 'in-review'],
    ['not-eligible', 'appealable'],
    ['hold', 'on-hold'],
  ] as const)('%s leads to %s', (outcome, state) => {
    expect(lifeAfter(judged(outcome)).state).toBe(state)
  })

  it('rules 6.10: opens arbitration when it rests on an objection of the merchant', () => {
    expect(lifeAfter(judged('review', { objected: true }))).toMatchObject({ state: 'arbitration', holder: 'person' })
  })

  it('that pays nothing on a paying outcome goes to a person', () => {
    expect(lifeAfter(judged('refund', { payouts: [] })).state).toBe('in-review')
  })

  it('rules 8.4: never pays while a dispute is open, whatever its outcome', () => {
    expect(lifeAfter({ is: 'dispute-opened', source: 'channel' }, judged('instant-refund')).state).toBe('on-hold')
  })

  it('pays nothing where a person decided an earlier case of the order: a person looks', () => {
    for (const outcome of ['instant-refund', 'refund'] as const) {
      expect(lifeAfter(judged(outcome, { decidedBefore: true }))).toMatchObject({ state: 'in-review', paying: null })
    }
  })

  it('waits as long as it says, counted from now where it was judged as of another day', () => {
    const old = { judgedAt: '2020-01-01T00:00:00+08:00', until: '2020-01-04T00:00:00+08:00' }
    expect(lifeAfter(judged('more-evidence', old)).deadlineAt).toBe('2026-11-23T06:00:00.000Z')
  })

  it('does not give a lapsed case, or one that is not eligible, another deadline by saying the same again', () => {
    const lapsed = lifeAfter(judged('more-evidence'), [{ is: 'time-passed' }, '2026-11-23T06:00:00.000Z'])
    const again = moveCase(lapsed, judged('more-evidence'), '2026-11-25T06:00:00.000Z', defaultPolicy)
    expect(again.life).toMatchObject({ state: 'appealable', result: 'lapsed', deadlineAt: lapsed.deadlineAt })
    const refused = lifeAfter(judged('not-eligible'))
    expect(moveCase(refused, judged('not-eligible'), '2026-11-25T06:00:00.000Z', defaultPolicy).life.deadlineAt).toBe(refused.deadlineAt)
  })
})

describe('a deadline', () => {
  it('is a number of hours on every day: no clock change and no end of a month moves it', () => {
    const policy: Policy = { ...defaultPolicy, timeZone: 'Europe/Berlin' }
    for (const now of ['2026-03-28T12:00:00.000Z', '2026-10-24T12:00:00.000Z', '2028-02-28T12:00:00.000Z', '2026-12-31T23:59:59.000Z']) {
      const { deadlineAt } = moveCase(newLife, judged('review'), now, policy).life
      expect(Date.parse(deadlineAt ?? '') - Date.parse(now)).toBe(48 * 3_600_000)
    }
  })

  it('rules 5.6: is announced as long before as the policy says, but never in its first half', () => {
    expect(lifeAfter(judged('review')).remindAt).toBe('2026-11-21T06:00:00.000Z')
    const short = { ...defaultPolicy, windows: { ...defaultPolicy.windows, reviewHours: 4 } }
    expect(moveCase(newLife, judged('review'), start, short).life.remindAt).toBe('2026-11-20T08:00:00.000Z')
  })

  it('of a reviewer counts working hours only where the calendar says so', () => {
    const calendar = { weekdays: [1, 2, 3, 4, 5], from: '09:00', until: '18:00', holidays: [], countsFor: ['review' as const] }
    const policy = { ...defaultPolicy, calendar, windows: { ...defaultPolicy.windows, reviewHours: 5 } }
    // Friday 14:00 in Shanghai: four hours are left, the fifth is on Monday.
    expect(moveCase(newLife, judged('review'), start, policy).life.deadlineAt).toBe('2026-11-23T02:00:00.000Z')
    expect(moveCase(newLife, judged('refund'), start, policy).life.deadlineAt).toBe('2026-11-25T06:00:00.000Z')
  })

  it.each([
    ['merchant-window', [judged('merchant-window')], 'open'],
    ['on-hold', [judged('hold')], 'in-review'],
    ['paying', [judged('refund')], 'paying'],
    ['in-review', [judged('review')], 'in-review'],
    ['appealable', [judged('not-eligible')], 'closed'],
    ['arbitration', [judged('review', { objected: true })], 'in-review'],
  ] as const)('of %s leads where nobody is refused by time', (_, commands, state) => {
    const life = lifeAfter(...commands)
    const passed = moveCase(life, { is: 'time-passed' }, life.deadlineAt ?? '', defaultPolicy)
    expect(passed.life.state).toBe(state)
    expect(passed.steps[0]?.events).toContain('case.deadline_passed')
  })

  it('does not come to pass a moment too early', () => {
    const life = lifeAfter(judged('review'))
    const early = new Date(Date.parse(life.deadlineAt ?? '') - 1).toISOString()
    expect(moveCase(life, { is: 'time-passed' }, early, defaultPolicy).steps.map(({ name }) => name)).toEqual(['deadline-near'])
  })
})

describe('a person', () => {
  it.each([
    ['needs-evidence', judged('more-evidence')],
    ['merchant-window', judged('merchant-window')],
    ['on-hold', judged('hold')],
    ['appealable', judged('not-eligible')],
    ['in-review', judged('review')],
  ] as const)('rules 4.5: can be asked for from %s', (_, verdict) => {
    expect(lifeAfter(verdict, { is: 'person-asked', ...words })).toMatchObject({ state: 'in-review', holder: 'person', appealUsed: false })
  })

  it('who refused is not asked again but appealed against', () => {
    const refused = lifeAfter(judged('review'), refusal('rev_1'))
    expect(() => moveCase(refused, { is: 'person-asked', ...words }, start, defaultPolicy)).toThrow('appealed against')
  })

  it('pays in part: the rest is open to appeal; in full: the case is over', () => {
    const pay = (amountFen: number) =>
      ({ is: 'decided', person: 'rev_1', remainderFen: 12_800, decision: { is: 'pay', amountFen, ...words } }) as const
    expect(lifeAfter(judged('review'), pay(5000), { is: 'refund-succeeded', refundedFen: 5000 })).toMatchObject({
      state: 'appealable',
      result: 'paid',
    })
    expect(lifeAfter(judged('review'), pay(12_800), { is: 'refund-succeeded', refundedFen: 12_800 })).toMatchObject({
      state: 'closed',
      result: 'paid',
    })
    expect(() => lifeAfter(judged('review'), pay(12_801))).toThrow('12800 fen are left')
  })

  it('gets the case back when a refund fails', () => {
    const because = { zh: '余额不足', en: 'no funds' }
    expect(lifeAfter(judged('refund'), { is: 'refund-failed', because })).toMatchObject({
      state: 'in-review',
      holder: 'person',
      paying: null,
    })
  })

  it('may look at an automatic result on appeal, whoever that is', () => {
    const evidence = { is: 'evidence-added', side: 'buyer', pieces: 1 } as const
    const appealed = lifeAfter(judged('not-eligible'), evidence, { is: 'appealed', ...words })
    expect(moveCase(appealed, refusal('rev_1'), start, defaultPolicy).life).toMatchObject({ state: 'closed', result: 'refused' })
  })
})

describe('a result', () => {
  const pay = { is: 'decided', person: 'rev_1', remainderFen: 12_800, decision: { is: 'pay', amountFen: 12_800, ...words } } as const
  const evidence = { is: 'evidence-added', side: 'buyer', pieces: 1 } as const
  it.each([
    ['a refusal', [judged('review')], refusal('rev_1'), ['case.decided']],
    ['a payment', [judged('review')], pay, ['case.decided']],
    ['money that went back', [judged('review'), pay], { is: 'refund-succeeded', refundedFen: 12_800 }, ['case.closed']],
    [
      'a refusal on appeal',
      [judged('review'), refusal('rev_1'), evidence, { is: 'appealed', ...words }],
      refusal('rev_2'),
      ['case.decided', 'case.closed'],
    ],
    ['a withdrawal', [judged('review')], { is: 'withdrawn', ...words }, ['case.closed']],
  ] as const)('rules 7.1: %s is announced', (_, before, command, events) => {
    expect(moveCase(lifeAfter(...before), command, start, defaultPolicy).steps.flatMap((step) => step.events)).toEqual(events)
  })

  it('rules 5.5, 7.1: that nobody spoke against counts as accepted when its time is over, and that is announced', () => {
    const refused = lifeAfter(judged('review'), refusal('rev_1'))
    expect(refused.deadlineAt).toBe('2026-11-27T06:00:00.000Z')
    const over = moveCase(refused, { is: 'time-passed' }, refused.deadlineAt ?? '', defaultPolicy)
    expect(over.life).toMatchObject({ state: 'closed', result: 'refused' })
    expect(over.steps.flatMap(({ events }) => events)).toEqual(['case.deadline_passed', 'case.closed'])
    expect(() => moveCase(over.life, { is: 'appealed', ...words }, '2026-11-27T06:00:00.000Z', defaultPolicy)).toThrow('the case is closed')
  })
})

describe('an appeal', () => {
  it('rules 7.2: does not count what the merchant brought, nor what came before the result', () => {
    const buyers = { is: 'evidence-added', side: 'buyer', pieces: 2 } as const
    const merchants = { ...buyers, side: 'merchant' } as const
    const life = lifeAfter(judged('review'), buyers, refusal('rev_1'), merchants)
    expect(() => moveCase(life, { is: 'appealed', ...words }, start, defaultPolicy)).toThrow('new piece of evidence')
  })

  it('says what would be allowed instead', () => {
    expect(() => moveCase(newLife, { is: 'appealed', ...words }, start, defaultPolicy)).toThrow(
      /the case is open, which allows: .*withdrawn/,
    )
  })
})
