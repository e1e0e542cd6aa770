import { z } from '@hono/zod-openapi'
import { timeForm } from '../../intake/case-form.js'
import { list, time } from './common.js'

/** Of which span the figures are. */
export const boardQuery = z.object({
  from: timeForm.optional().openapi({ description: 'Then or later; 30 days before `until` when left out' }),
  until: timeForm.optional().openapi({ description: 'Before then; now when left out' }),
})

const decider = z.enum(['machine', 'person'])

const decisionTimes = z.object({
  by: decider,
  cases: z.int(),
  medianMs: z.number(),
  p95Ms: z.number(),
  asks: z.int().openapi({ description: 'How often the buyer was asked for more before the first result, in all' }),
})

const certified = z.object({
  audited: z.int(),
  wrong: z.int(),
  bearableShare: z.number().openapi({ description: "The policy's `exposure.maxWrongShare`" }),
  upperShare: z.number().openapi({ description: 'Not more is wrong, 95% sure (Clopper-Pearson)' }),
  isCertified: z.boolean(),
  allowedWrong: z
    .int()
    .nullable()
    .openapi({ description: 'So many wrong ones of the audited would still be certified; null: too few audits' }),
  remainingWrong: z.int().nullable(),
  cleanAuditsNeeded: z.int().openapi({ description: 'Further ones without a wrong one; 0 when it is certified' }),
})

const reliabilityBin = z.object({
  fromConfidence: z.number(),
  untilConfidence: z.number(),
  audited: z.int(),
  right: z.int(),
  meanConfidence: z.number(),
  rightShare: z.number(),
  lowestRightShare: z.number().openapi({ description: 'At least so many of all are right, 95% sure' }),
})

/** The lead's board. */
export const boardAnswer = z
  .object({
    from: time,
    until: time,
    timeZone: z.string(),
    decisions: z.object({
      cases: z.int().openapi({ description: 'That got their first result in the span' }),
      automaticShare: z.number().nullable().openapi({ description: 'null: there was no result' }),
      asksPerCase: z.number().nullable(),
      times: list(decisionTimes),
    }),
    appeals: list(z.object({ against: decider, decided: z.int(), overturned: z.int() })),
    refunds: z.object({
      paid: list(z.object({ by: decider, refunds: z.int(), amountFen: z.int() })),
      failed: z.int(),
      held: z.int(),
      stuck: z.int().openapi({ description: 'Now: sent, not settled, and a person was told' }),
    }),
    load: list(
      z.object({
        weekday: z.int().min(1).max(7).openapi({ description: '1 is Monday' }),
        hour: z.int().min(0).max(23),
        arrived: z.int(),
        medianAnswerMs: z.number().nullable(),
      }),
    ),
    reviewers: list(
      z.object({
        reviewer: z.string(),
        decided: z.int(),
        asked: z.int(),
        medianMs: z.number().nullable().openapi({ description: 'From taking the case to deciding it' }),
        overturned: z.int(),
      }),
    ),
    certified,
    reliability: list(reliabilityBin),
  })
  .openapi('Board')
