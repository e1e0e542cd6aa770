import { z } from '@hono/zod-openapi'
import { time } from './common.js'
import { eventType } from './events.js'

/** A notice: an event told to one recipient in one way. */
export const noticeAnswer = z
  .object({
    id: z.string(),
    caseId: z.string(),
    eventId: z.string(),
    eventType,
    recipient: z.enum(['buyer', 'merchant']),
    way: z.enum(['mail', 'sms']),
    state: z.enum(['waiting', 'sending', 'sent', 'failed', 'unknown', 'skipped']).openapi({
      description: '`unknown`: the answer was lost; it may have gone out and is not sent again. `skipped`: `because` says why',
    }),
    attempts: z.int(),
    nextAt: time.nullable(),
    because: z.string().nullable(),
    createdAt: time,
    updatedAt: time,
  })
  .openapi('Notice')
