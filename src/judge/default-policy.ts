import { z } from 'zod'
import type { Sentence } from '../model/field.js'
import type { Policy } from '../model/policy.js'
import { noObject, wordProblem } from './word-problem.js'

const days = (min: number, max: number, meaning: string) => z.number().min(min).max(max).describe(`${meaning}; unit: days of 24 h`)
const hours = (min: number, max: number, meaning: string) => z.number().min(min).max(max).describe(`${meaning}; unit: hours`)
const count = (max: number, meaning: string) => z.int().min(0).max(max).describe(`${meaning}; unit: count`)
const age = (meaning: string) => z.int().min(0).max(36_500).describe(`${meaning}; unit: days`)
const fen = (max: number, meaning: string) => z.int().min(0).max(max).describe(`${meaning}; unit: fen`)
const share = (min: number, max: number, meaning: string) => z.number().min(min).max(max).describe(`${meaning}; unit: share of 1`)
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'expected HH:MM')
const nats = (min: number, max: number, meaning: string) => z.number().min(min).max(max).describe(`${meaning}; unit: natural log ratio`)

const hourOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected HH:MM')

/** Every number a platform may set: unit, allowed range and meaning a line (rules.md sections 5 and 6, trust.md "The decision"). */
export const policySchema = z.strictObject({
  version: z
    .string()
    .regex(/^[^@\s]+@[^@\s]+(?:\+[^@\s]+@[^@\s]+)?$/, 'must read name@version')
    .describe('Name and version, which verdicts tell'),
  timeZone: z.string().refine(isTimeZone, 'is no IANA time zone').describe("IANA name of the rules' time zone"),
  windows: z.strictObject({
    filingDays: days(3, 15, 'How long after completion a claim can be filed'),
    supplementDays: days(3, 7, 'How long the buyer has to supply what was asked'),
    merchantAnswerHours: hours(1, 168, 'How long the merchant may object to a claim'),
    arbitrationDays: days(3, 7, 'How long both sides may bring evidence to arbitration'),
    appealDays: days(1, 30, 'How long after the first result an appeal is open'),
    deliveryDeadlineHours: hours(1, 720, 'How long after payment the goods must be delivered'),
    stockQuestionHours: hours(1, 168, 'How long the merchant has to say whether there is stock'),
    reviewHours: hours(1, 336, 'How long a reviewer has to decide before the case is escalated'),
    holdDays: days(1, 180, 'How long a case waits for the end of a channel dispute before a person looks at it'),
    paymentHours: hours(1, 720, 'How long a refund may be on its way before a person is told'),
    unansweredHours: hours(0.25, 72, 'How long a refund may be without a clear answer of the payment channel before a person is told'),
    remindHours: hours(0.5, 168, 'How long before its end a deadline is announced, at most half of the deadline'),
  }),
  calendar: z
    .strictObject({
      weekdays: z.array(z.int().min(1).max(7)).min(1).readonly().describe('Working days; 1 is Monday, 7 Sunday'),
      from: clockTime.describe('When work begins, HH:MM in the time zone'),
      until: clockTime.describe('When work ends, HH:MM; 24:00 is midnight'),
      holidays: z.array(z.iso.date()).max(1000).readonly().describe('Days without work, YYYY-MM-DD'),
      countsFor: z
        .array(z.enum(['merchant', 'review']))
        .readonly()
        .describe('Whose deadlines count working time only'),
    })
    .refine(({ from, until }) => from < until, { error: 'work must begin before it ends', path: ['until'] })
    .nullable()
    .describe('Working time; null: every hour counts'),
  trust: z.strictObject({
    high: z.strictObject({
      minCreditScore: count(1000, 'Credit score from which a buyer can be trusted highly'),
      minAccountAgeDays: age('Account age from which a buyer can be trusted highly'),
      minCompletedOrders: count(1_000_000, 'Completed orders from which a buyer can be trusted highly'),
      maxRefunds90d: count(1000, 'Most refunds in 90 days of a highly trusted buyer'),
      maxUpheldAgainst365d: count(1000, 'Most claims decided against a highly trusted buyer in 365 days'),
    }),
    low: z.strictObject({
      belowCreditScore: count(1000, 'Credit score below which trust is low'),
      belowAccountAgeDays: age('Account age below which trust is low'),
      fromRefunds90d: count(1000, 'Refunds in 90 days from which trust is low'),
      fromUpheldAgainst365d: count(1000, 'Claims decided against the buyer in 365 days from which trust is low'),
    }),
  }),
  review: z.strictObject({
    undoSeconds: z
      .int()
      .min(0)
      .max(60)
      .describe("How long a person's decision can be taken back; 0: it is carried out at once; unit: seconds"),
    fourEyesFen: fen(100_000_000, 'Payment decided by a person above which another person must sign it; 0: every one'),
    signatureHours: hours(1, 168, 'How long a payment waits for the second signature before it falls and the case is looked at again'),
    secondLookShare: share(0, 1, "Share of people's decisions that a second person looks at without knowing the first"),
  }),
  instant: z.strictObject({
    enabled: z.boolean().describe('Whether instant refunds are made at all'),
    capFen: fen(100_000_000, 'Highest order amount that is refunded instantly'),
  }),
  score: z.strictObject({
    priorBad: z.strictObject({
      high: share(0.0001, 0.9999, 'Prior probability that a claim of a highly trusted buyer is bad'),
      ordinary: share(0.0001, 0.9999, 'Prior probability that a claim of an ordinary buyer is bad'),
      low: share(0.0001, 0.9999, 'Prior probability that a claim of a buyer of low trust is bad'),
    }),
    weights: z.strictObject({
      strong: nats(0, 20, 'Weight of a strong signal'),
      medium: nats(0, 20, 'Weight of a medium signal'),
      weak: nats(0, 20, 'Weight of a weak signal'),
    }),
    maxBadForPayment: share(0, 0.5, 'Highest probability of a bad claim at which the machine may pay'),
  }),
  money: z.strictObject({
    reviewCostFen: fen(1_000_000, "What a person's review of one case costs"),
    delayCostFen: fen(1_000_000, 'What it costs to keep an honest buyer waiting'),
    recovery: share(0, 1, 'Share of a wrong payment that is recovered'),
    reviewMinutes: z
      .number()
      .min(0)
      .max(480)
      .describe("How long a person's review of one case takes, for the hours of a replay; unit: minutes"),
  }),
  exposure: z.strictObject({
    perBuyerDayFen: fen(1_000_000_000, 'Most that is paid automatically to one buyer in a day'),
    perDeviceDayFen: fen(1_000_000_000, 'Most that is paid automatically to the buyers of one device in a day'),
    perMerchantDayFen: fen(100_000_000_000, 'Most that is paid automatically on orders of one merchant in a day'),
    perProductDayFen: fen(100_000_000_000, 'Most that is paid automatically on one product in a day'),
    perPaymentAccountDayFen: fen(1_000_000_000, 'Most that is paid automatically to one paying account in a day'),
    perHourFen: fen(100_000_000_000, 'Most that is paid automatically in an hour'),
    perDayFen: fen(100_000_000_000, 'Most that is paid automatically in a day: the worst loss, whatever the judgement does'),
    maxWrongShare: share(0.001, 0.1, 'Share of wrong automatic payments from which audits trip the breaker'),
  }),
  match: z.strictObject({
    minLogRatio: nats(-50, 0, 'Log ratio to the best reading from which an expected value counts as matching'),
    differsFromConfidence: share(0.5, 1, 'Confidence from which a read value that differs counts as really different'),
    sameShotBits: z
      .int()
      .min(0)
      .max(100)
      .describe('Perceptual-hash distance up to which two pictures are the same shot; unit: bits of 1023'),
  }),
  recording: z.strictObject({
    maxBytes: z.int().min(1_000_000).max(4_000_000_000).describe('Largest file of a recording; unit: bytes'),
    maxDurationSeconds: z.number().min(10).max(3600).describe('Longest recording; unit: seconds'),
    maxPixels: z.int().min(100_000).max(40_000_000).describe('Largest picture of a recording, width times height; unit: pixels'),
    maxFrames: z.int().min(100).max(500_000).describe('Most frames of a recording; unit: count'),
  }),
  notices: z.strictObject({
    ways: z
      .array(z.enum(['mail', 'sms']))
      .max(2)
      .readonly()
      .describe('How buyers and merchants are told beside the webhook'),
    quietFrom: hourOfDay.describe('When nothing more is sent that is not urgent; unit: HH:MM in the time zone'),
    quietUntil: hourOfDay.describe('When it is sent again; the same as quietFrom: no quiet hours; unit: HH:MM in the time zone'),
  }),
  retention: z.strictObject({
    evidenceDays: days(30, 1095, 'How long after a case is closed its files are kept'),
    readingsDays: days(30, 1095, 'How long after a case is closed what was read and written in it is kept'),
    keysDays: days(30, 1095, "How long after a case is closed its order's card keys are kept"),
    // No less than three years: E-Commerce Law of the PRC (电子商务法), article 31.
    recordYears: z.int().min(3).max(30).describe('How long after a case is closed its record names the buyer; unit: years'),
  }),
})

/** The numbers a platform starts with: rules.md sections 2, 5, 6 and trust.md "The decision"; matching figures from reading.md. */
export const defaultPolicy: Policy = {
  version: 'default@1',
  timeZone: 'Asia/Shanghai',
  windows: {
    filingDays: 7,
    supplementDays: 3,
    merchantAnswerHours: 48,
    arbitrationDays: 7,
    appealDays: 7,
    deliveryDeadlineHours: 24,
    stockQuestionHours: 24,
    reviewHours: 48,
    holdDays: 30,
    // To a bank card one to three working days (platforms.md section 5), with a weekend between.
    paymentHours: 120,
    unansweredHours: 1,
    remindHours: 24,
  },
  calendar: null,
  trust: {
    high: { minCreditScore: 700, minAccountAgeDays: 180, minCompletedOrders: 20, maxRefunds90d: 2, maxUpheldAgainst365d: 0 },
    low: { belowCreditScore: 450, belowAccountAgeDays: 7, fromRefunds90d: 6, fromUpheldAgainst365d: 2 },
  },
  review: { undoSeconds: 10, fourEyesFen: 50_000, signatureHours: 24, secondLookShare: 0.05 },
  instant: { enabled: true, capFen: 30_000 },
  score: {
    priorBad: { high: 0.01, ordinary: 0.05, low: 0.2 },
    weights: { strong: 3, medium: 1.5, weak: 0.5 },
    maxBadForPayment: 0.02,
  },
  money: { reviewCostFen: 300, delayCostFen: 200, recovery: 0, reviewMinutes: 6 },
  // A buyer: three times the largest instant refund. A day: what a shop of some hundred orders a day could bear to lose once.
  exposure: {
    perBuyerDayFen: 90_000,
    perDeviceDayFen: 90_000,
    perMerchantDayFen: 500_000,
    perProductDayFen: 300_000,
    perPaymentAccountDayFen: 90_000,
    perHourFen: 500_000,
    perDayFen: 2_000_000,
    maxWrongShare: 0.01,
  },
  match: { minLogRatio: -9, differsFromConfidence: 0.9, sameShotBits: 20 },
  // Ten minutes at 60 frames a second; 9 Mpx holds 4K and the tallest phones.
  recording: { maxBytes: 500_000_000, maxDurationSeconds: 600, maxPixels: 9_000_000, maxFrames: 40_000 },
  retention: { evidenceDays: 180, readingsDays: 180, keysDays: 180, recordYears: 3 },
  notices: { ways: ['mail', 'sms'], quietFrom: '22:00', quietUntil: '08:00' },
}

/** What a policy file may say wrongly: where, and what is wrong with it. */
interface PolicyProblem {
  readonly path: string
  readonly problem: string
  /** The same for who edits it. */
  readonly words: Sentence
}

export type PolicyReading =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] }

/**
 * Any part of a policy laid over `base`. Unknown keys and values outside their range are problems, never ignored.
 * The version is the one the input gives; without one it is the base's when nothing changes, else `custom@<hash of the content>`.
 */
export function readPolicy(input: unknown, base: Policy = defaultPolicy): PolicyReading {
  if (!isRecord(input ?? {})) return { ok: false, problems: [{ path: '', problem: 'a policy is an object', words: noObject }] }
  const merged = layOver(base, input ?? {})
  const checked = policySchema.safeParse(merged)
  if (!checked.success) return { ok: false, problems: eachSettingOnce(checked.error.issues.map(toProblem)) }
  const version = isRecord(input) && typeof input.version === 'string' ? input.version : versionOf(checked.data, base)
  return { ok: true, policy: { ...checked.data, version } }
}

/** What is of the wrong kind is not of the right size either: that is no second problem. */
function eachSettingOnce(problems: readonly PolicyProblem[]): readonly PolicyProblem[] {
  return problems.filter(({ path }, at) => problems.findIndex((other) => other.path === path) === at)
}

function versionOf(policy: Policy, base: Policy): string {
  const content = stableText({ ...policy, version: '' })
  return content === stableText({ ...base, version: '' }) ? base.version : `custom@${shortHash(content)}`
}

function layOver(base: unknown, over: unknown): unknown {
  if (!isRecord(base) || !isRecord(over)) return over
  const keys = new Set([...Object.keys(base), ...Object.keys(over)])
  return Object.fromEntries([...keys].map((key) => [key, key in over ? layOver(base[key], over[key]) : base[key]]))
}

function toProblem(issue: z.core.$ZodIssue): PolicyProblem {
  const path = issue.path.join('.')
  const words = wordProblem(issue)
  if (issue.code === 'unrecognized_keys')
    return { path: [path, issue.keys.join(', ')].filter(Boolean).join('.'), problem: 'there is no such setting', words }
  return { path, problem: issue.message, words }
}

/** JSON with sorted keys: the same content gives the same text. */
function stableText(value: unknown): string {
  if (!isRecord(value)) return JSON.stringify(value)
  const parts = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${stableText(value[key])}`)
  return `{${parts.join(',')}}`
}

/** 32-bit FNV-1a as 8 hexadecimal digits: names a policy, guards nothing. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}
