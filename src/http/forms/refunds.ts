import { z } from '@hono/zod-openapi'
import { timeForm } from '../../intake/case-form.js'
import { time } from './common.js'

const refundState = z.enum(['requested', 'accepted', 'unknown', 'succeeded', 'failed']).openapi({
  description:
    '`requested`: nobody has moved money yet; `accepted`: the channel has taken it on; `unknown`: the answer is not there, and it is asked about under its number',
})

const words = z.string().min(1).max(2000)

/** A refund as it is answered. */
export const refundAnswer = z
  .object({
    id: z.string(),
    number: z.string().openapi({ description: 'What the payment channel knows it by; never another' }),
    caseId: z.string(),
    orderNumber: z.string(),
    paymentNumber: z.string().nullable(),
    merchantOrderNumber: z.string().nullable(),
    channel: z.enum(['alipay', 'wechat', 'balance', 'other']),
    paidBy: z.enum(['channel', 'platform']).nullable().openapi({ description: 'Who moves the money; null until it is first carried' }),
    amountFen: z.int(),
    state: refundState,
    decidedBy: z.string(),
    reason: z.string(),
    channelRefundNumber: z.string().nullable(),
    lastAnswer: z.string().nullable(),
    statement: z.object({ person: z.string(), state: z.enum(['succeeded', 'failed']), words: z.string(), at: time }).nullable(),
    waitsForPersonSince: time.nullable(),
    settledAt: time.nullable(),
    createdAt: time,
    updatedAt: time,
  })
  .openapi('Refund')

/** What lists of refunds can be asked for. */
export const refundFilter = z.object({
  caseId: z.string().min(1).max(80).optional(),
  orderNumber: z.string().min(1).max(200).optional(),
  state: refundState.optional(),
})

/** What a platform that was asked to pay says became of it. */
export const refundReport = z
  .object({
    state: z.enum(['succeeded', 'failed']),
    amountFen: z.int().min(1),
    channelRefundNumber: z.string().min(1).max(200).nullable().default(null),
    at: timeForm,
    words: z.string().max(2000).default('').openapi({ description: 'Why it failed' }),
  })
  .openapi('RefundReport')

/** What a person says became of a refund that nobody answers for. */
export const refundStatement = z
  .object({
    person: z.string().min(1).max(200).openapi({ description: 'Who says so; the second must be another' }),
    state: z.enum(['succeeded', 'failed']),
    words: words.openapi({ description: 'What proves it' }),
  })
  .openapi('RefundStatement')

/** Why a person trips or resets the breaker. */
export const breakerWords = z.object({ words })

/** What a look at an automatic payment found. */
export const paymentAudit = z.object({ wrong: z.boolean() })

const breakerAnswer = z
  .object({
    tripped: z.boolean(),
    cause: z.enum(['by-hand', 'day-cap', 'drift', 'channel-contradicts']).nullable(),
    words: z.string().nullable(),
    changedBy: z.string().nullable(),
    changedAt: time.nullable(),
    drift: z.object({ audited: z.int(), wrong: z.int(), bets: z.array(z.number()).readonly() }),
  })
  .openapi('Breaker')

/** What automatic payments have used and may use, and whether they are stopped. */
export const exposureAnswer = z
  .object({
    day: z.object({ period: z.string(), usedFen: z.int(), capFen: z.int() }),
    hour: z.object({ period: z.string(), usedFen: z.int(), capFen: z.int() }),
    breaker: breakerAnswer,
  })
  .openapi('Exposure')
