import { z } from '@hono/zod-openapi'
import { list, time } from './common.js'

const said = z.object({ code: z.string(), weight: z.number(), because: z.string(), seenIn: list(z.string()) })

/** An automatic decision, explained to whom it concerns. */
export const explanationAnswer = z
  .object({
    decidedAt: time,
    decidedBy: z.literal('machine'),
    outcome: z.string(),
    explanation: z.string(),
    rule: z.object({ name: z.string(), source: z.string() }),
    facts: z.record(z.string(), z.unknown()),
    policy: z.object({
      version: z.string(),
      numbers: list(z.object({ name: z.string(), value: z.union([z.number(), z.boolean()]), meaning: z.string().nullable() })),
    }),
    speaksFor: list(said),
    speaksAgainst: list(said),
    alsoSeen: list(said),
    confidence: z.number(),
    trustTier: z.enum(['high', 'ordinary', 'low']),
    wouldHaveChangedIt: list(z.string()),
    missing: list(z.object({ link: z.string(), ask: z.string() })),
    person: z.string(),
  })
  .openapi('Explanation')
