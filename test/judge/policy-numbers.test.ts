import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { listCaps } from '../../src/act/list-caps.js'
import { planDeadline } from '../../src/act/plan-deadline.js'
import { isStuck } from '../../src/act/plan-refund.js'
import { Fault } from '../../src/errors.js'
import { defaultPolicy, policySchema } from '../../src/judge/default-policy.js'
import type { Buyer } from '../../src/model/buyer.js'
import type { CaseState } from '../../src/model/case-life.js'
import type { Policy } from '../../src/model/policy.js'
import { choosePolicy } from '../../src/pipeline/choose-policy.js'
import { laterBy, signedBy } from '../../src/pipeline/decide-at-desk.js'
import { highTrust, judge, order, ordinaryTrust } from '../builders/case.js'

/** A number of the rules: where it stands in a policy, its range, another value of it, and where it shows. */
interface NumberRow {
  readonly name: string
  readonly path: string
  readonly range: readonly [least: number, most: number]
  readonly changed: number
  readonly shows: (policy: Policy) => unknown
}

const now = '2026-11-20T06:41:00.000Z'
const undelivered = { status: 'paid', deliveredAt: null, deliveredKeys: [] } as const
const notDelivered = { reason: 'not-delivered', statement: '付款后一直没有发货' } as const

const outcomeOf = (buyer: Partial<Buyer>) => (policy: Policy) => judge({ policy, buyer }).outcome
/** The merchant was silent to the end: only low trust keeps the machine from paying. */
const afterSilence = (policy: Policy) => judge({ policy, buyer: ordinaryTrust, now: '2026-11-22T15:00:00+08:00' }).outcome
const endOf = (state: CaseState) => (policy: Policy) => planDeadline(state, now, policy).deadlineAt
const stockUntil = (at: string) => (policy: Policy) =>
  judge({ policy, claim: notDelivered, order: undelivered, buyer: ordinaryTrust, pieces: [], now: at }).until
const capsOf = (policy: Policy) =>
  listCaps({ ...order, payerId: 'payer-1' }, { ...highTrust, deviceId: 'device-1' }, highTrust.id, policy, now)

/** Whether a person is told now of a refund that was sent 90 minutes ago, and whose answer is not there. */
const tellsOfRefund = ({ windows }: Policy) => {
  const sentAt = '2026-11-20T05:11:00.000Z'
  const times = { createdAt: sentAt, sentAt, toldAt: null }
  return isStuck({ ...times, state: 'unknown', paidBy: 'channel', amountFen: 1, totalFen: 1, attempts: 7 }, now, windows)
}

const days = 24 * 3_600_000
const daysAfter = (count: number) => new Date(Date.parse('2026-11-20T14:10:05+08:00') + count * days).toISOString()
const filedOnDay = (count: number) => (policy: Policy) =>
  judge({ policy, claim: { submittedAt: daysAfter(count) }, now: daysAfter(count) }).rule === 'outside-window'

// biome-ignore format: a table reads by its rows
const rows: readonly NumberRow[] = [
  { name: 'rules 2.8: delivery deadline', path: 'windows.deliveryDeadlineHours', range: [1, 720], changed: 30, shows: stockUntil(now) },
  { name: 'rules 2.8: stock question', path: 'windows.stockQuestionHours', range: [1, 168], changed: 30, shows: stockUntil('2026-11-21T15:00:00+08:00') },
  { name: 'rules 5.1: filing window', path: 'windows.filingDays', range: [3, 15], changed: 15, shows: filedOnDay(8) },
  { name: 'rules 5.2: supplement, as it is judged', path: 'windows.supplementDays', range: [3, 7], changed: 5, shows: (policy) => judge({ policy, pieces: [] }).until },
  { name: 'rules 5.2: supplement, as a person asks for it', path: 'windows.supplementDays', range: [3, 7], changed: 5, shows: endOf('needs-evidence') },
  { name: 'rules 5.3: objection window, as it is judged', path: 'windows.merchantAnswerHours', range: [1, 168], changed: 47, shows: (policy) => judge({ policy, buyer: ordinaryTrust }).until },
  { name: 'rules 5.3: objection window, when nothing was said of its end', path: 'windows.merchantAnswerHours', range: [1, 168], changed: 47, shows: endOf('merchant-window') },
  { name: 'rules 5.4: arbitration', path: 'windows.arbitrationDays', range: [3, 7], changed: 3, shows: endOf('arbitration') },
  { name: 'rules 5.5: appeal', path: 'windows.appealDays', range: [1, 30], changed: 8, shows: endOf('appealable') },
  { name: 'rules 5.6: how long before its end a deadline is announced', path: 'windows.remindHours', range: [0.5, 168], changed: 12, shows: (policy) => planDeadline('in-review', now, policy).remindAt },
  { name: "rules 5.6: a reviewer's time", path: 'windows.reviewHours', range: [1, 336], changed: 24, shows: endOf('in-review') },
  { name: "rules 5.6: a dispute's time", path: 'windows.holdDays', range: [1, 180], changed: 31, shows: endOf('on-hold') },
  { name: "rules 5.6: the channel's time", path: 'windows.paymentHours', range: [1, 720], changed: 24, shows: endOf('paying') },
  { name: 'rules 5.6: a refund without an answer', path: 'windows.unansweredHours', range: [0.25, 72], changed: 2, shows: tellsOfRefund },
  { name: 'rules 6.1: credit of high trust', path: 'trust.high.minCreditScore', range: [0, 1000], changed: 743, shows: outcomeOf({}) },
  { name: 'rules 6.1: age of high trust', path: 'trust.high.minAccountAgeDays', range: [0, 36_500], changed: 821, shows: outcomeOf({}) },
  { name: 'rules 6.1: orders of high trust', path: 'trust.high.minCompletedOrders', range: [0, 1_000_000], changed: 58, shows: outcomeOf({}) },
  { name: 'rules 6.1: refunds of high trust', path: 'trust.high.maxRefunds90d', range: [0, 1000], changed: 0, shows: outcomeOf({}) },
  { name: 'rules 6.1: claims upheld against high trust', path: 'trust.high.maxUpheldAgainst365d', range: [0, 1000], changed: 1, shows: outcomeOf({ upheldAgainst365d: 1 }) },
  { name: 'rules 6.2: credit of low trust', path: 'trust.low.belowCreditScore', range: [0, 1000], changed: 611, shows: afterSilence },
  { name: 'rules 6.2: age of low trust', path: 'trust.low.belowAccountAgeDays', range: [0, 36_500], changed: 821, shows: afterSilence },
  { name: 'rules 6.2: refunds of low trust', path: 'trust.low.fromRefunds90d', range: [0, 1000], changed: 1, shows: afterSilence },
  { name: 'rules 6.2: claims upheld against low trust', path: 'trust.low.fromUpheldAgainst365d', range: [0, 1000], changed: 0, shows: afterSilence },
  { name: 'rules 6.3: instant cap', path: 'instant.capFen', range: [0, 100_000_000], changed: 12_799, shows: outcomeOf({}) },
  { name: "rules 7.5: how long a person's decision can be taken back", path: 'review.undoSeconds', range: [0, 60], changed: 11, shows: (policy) => laterBy(policy, now) },
  { name: 'rules 7.6: how long a second signature is waited for', path: 'review.signatureHours', range: [1, 168], changed: 8, shows: (policy) => signedBy(policy, now) },
  { name: 'rules 8.5: cap of a buyer', path: 'exposure.perBuyerDayFen', range: [0, 1_000_000_000], changed: 1, shows: capsOf },
  { name: 'rules 8.5: cap of a device', path: 'exposure.perDeviceDayFen', range: [0, 1_000_000_000], changed: 1, shows: capsOf },
  { name: 'rules 8.5: cap of a merchant', path: 'exposure.perMerchantDayFen', range: [0, 100_000_000_000], changed: 1, shows: capsOf },
  { name: 'rules 8.5: cap of a product', path: 'exposure.perProductDayFen', range: [0, 100_000_000_000], changed: 1, shows: capsOf },
  { name: 'rules 8.5: cap of a paying account', path: 'exposure.perPaymentAccountDayFen', range: [0, 1_000_000_000], changed: 1, shows: capsOf },
  { name: 'rules 8.5: cap of an hour', path: 'exposure.perHourFen', range: [0, 100_000_000_000], changed: 1, shows: capsOf },
  { name: 'rules 8.5: cap of a day', path: 'exposure.perDayFen', range: [0, 100_000_000_000], changed: 1, shows: capsOf },
]

const numbers = numbersOf(defaultPolicy)

describe('a number of the rules', () => {
  it.each(rows)('$name', ({ path, range: [least, most], changed, shows }) => {
    for (const end of [least, most]) expect(readAt(load(path, end), path)).toBe(end)
    for (const beyond of [least - 1, most + 1]) expect(() => load(path, beyond)).toThrow(invalidAt(path))
    expect(shows(load(path, changed))).not.toEqual(shows(defaultPolicy))
  })

  it('of windows, trust and instant refunds has its row above, and so has every cap', () => {
    const rest = numbers.filter((path) => /^(?:windows|trust|instant|exposure)\./.test(path) && !rows.some((row) => row.path === path))
    // Counted over audits, not set against one payment.
    expect(rest).toEqual(['exposure.maxWrongShare'])
  })
})

describe('any number of a policy', () => {
  const form = z.toJSONSchema(policySchema, { unrepresentable: 'any' }) as Form
  it.each(numbers)('%s holds from end to end of the range its form tells, and no further', (path) => {
    const { minimum, maximum, description } = partAt(form, path)
    if (minimum === undefined || maximum === undefined) throw new Error(`${path} has no range`)
    expect(description).toMatch(/; unit: /)
    for (const end of [minimum, maximum]) expect(readAt(load(path, end), path)).toBe(end)
    for (const beyond of [minimum - 1, maximum + 1]) expect(() => load(path, beyond)).toThrow(invalidAt(path))
  })
})

/** As much of a JSON schema as a number of a policy needs. */
interface Form {
  readonly properties?: Readonly<Record<string, Form>>
  readonly minimum?: number
  readonly maximum?: number
  readonly description?: string
}

/** The default policy with this number, as it is loaded. */
function load(path: string, value: number): Policy {
  const part = path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value)
  return choosePolicy(part, defaultPolicy, 'policy.yaml')
}

/** The fault of a policy whose number at this path, and nothing else, is out of its range. */
function invalidAt(path: string) {
  return expect.toSatisfy(
    (thrown: unknown) =>
      thrown instanceof Fault && thrown.code === 'policy-invalid' && thrown.message.split(`policy.yaml: ${path}: `).length === 2,
  )
}

function numbersOf(part: unknown, path = ''): string[] {
  if (typeof part === 'number') return [path]
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([name, inner]) => numbersOf(inner, path === '' ? name : `${path}.${name}`))
}

function readAt(policy: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], policy)
}

function partAt(form: Form, path: string): Form {
  return path.split('.').reduce<Form>((part, name) => part.properties?.[name] ?? {}, form)
}
