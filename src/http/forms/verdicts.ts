import { z } from '@hono/zod-openapi'
import { time } from './common.js'

/** `judge --json` (contracts.md). */
export const reportedVerdict = z
  .object({
    case: z.string(),
    outcome: z.enum(['instant-refund', 'refund', 'merchant-window', 'more-evidence', 'review', 'not-eligible', 'hold']),
    rule: z.string().openapi({ description: 'The row of the rule table that decided' }),
    confidence: z.number(),
    trustTier: z.enum(['high', 'ordinary', 'low']),
    completeness: z.object({
      score: z.number(),
      missing: z.array(z.object({ link: z.string(), kinds: z.array(z.string()).readonly(), ask: z.string() })),
    }),
    signals: z.array(
      z.object({
        code: z.string(),
        leans: z.enum(['for', 'against', 'neither']),
        weight: z.number(),
        because: z.string(),
        seenIn: z.array(z.string()).readonly(),
      }),
    ),
    explanation: z.string().openapi({ description: 'The outcome in plain words for the buyer, with the way to a person' }),
    until: time.nullable(),
    payouts: z
      .array(z.object({ paymentNumber: z.string().nullable(), amountFen: z.int() }))
      .readonly()
      .openapi({ description: 'What the outcome gives back, on the path it came by; empty when it pays nothing' }),
    policyVersion: z.string(),
  })
  .openapi('ReportedVerdict')

/** A verdict of a case, with when and of what it was made. */
export const verdictAnswer = reportedVerdict
  .extend({ id: z.string(), revision: z.int(), judgedAt: time, evidenceIds: z.array(z.string()) })
  .openapi('Verdict')
