import { z } from '@hono/zod-openapi'
import { time } from './common.js'

/** Who did what, as it is answered. */
export const auditAnswer = z
  .object({
    number: z.int(),
    at: time,
    actor: z.string(),
    action: z.string(),
    subject: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    hash: z.string(),
  })
  .openapi('AuditEntry')
