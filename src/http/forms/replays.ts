import { z } from '@hono/zod-openapi'
import { time } from './common.js'
import { personField, policyPart } from './policies.js'

const merchantId = z.string().min(1).max(200).nullish().openapi({ description: 'As if it were this merchant’s; left out: the platform’s' })

export const replayBody = z.strictObject({
  policy: policyPart,
  merchantId,
  since: z.iso.datetime({ offset: true }).optional().openapi({ description: 'Only verdicts made since then; left out: all' }),
})

export const shadowBody = z.strictObject({ policy: policyPart, merchantId, person: personField })

const side = z.object({
  cases: z.int(),
  paidFen: z.int().openapi({ description: 'Paid automatically' }),
  paidFenByOutcome: z.record(z.string(), z.int()),
  asks: z.int().openapi({ description: 'Cases that ask the buyer for more' }),
  reviews: z.int(),
  reviewHours: z.number().openapi({ description: 'At `money.reviewMinutes` of the new policy' }),
})

const both = { before: side, after: side }
const decision = z.object({ outcome: z.string(), rule: z.string() })

const difference = z
  .object({
    cases: z.int(),
    flips: z.int().openapi({ description: 'Cases that end by another outcome, rule or sum' }),
    changes: z.array(z.object({ from: decision, to: decision, cases: z.int() })).readonly(),
    ...both,
    byTier: z.object({ high: z.object(both), ordinary: z.object(both), low: z.object(both) }),
  })
  .openapi('PolicyDifference')

const judgedAs = z.object({ outcome: z.string(), rule: z.string(), tier: z.string(), paidFen: z.int(), policyVersion: z.string() })

export const flipAnswer = z.object({ caseId: z.string(), was: judgedAs, will: judgedAs }).openapi('PolicyFlip')

export const replayAnswer = z
  .object({
    id: z.string(),
    merchantId: z.string().nullable(),
    policy: policyPart,
    since: time.nullable(),
    state: z.enum(['waiting', 'running', 'done']),
    casesDone: z.int(),
    casesToDo: z.int().nullable().openapi({ description: 'Null until it runs' }),
    difference: difference.openapi({ description: 'So far' }),
    createdAt: time,
  })
  .openapi('PolicyReplay')

export const shadowAnswer = z
  .object({ id: z.string(), merchantId: z.string().nullable(), policy: policyPart, startedAt: time, difference })
  .openapi('PolicyShadow')
