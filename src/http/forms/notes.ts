import { z } from '@hono/zod-openapi'
import { namedPerson } from './cases.js'
import { time } from './common.js'

/** A note of one of us on a case: no buyer and no merchant sees it. */
export const noteAnswer = z
  .object({
    id: z.string(),
    caseId: z.string(),
    author: namedPerson.openapi({ description: '`system` where the service says it' }),
    words: z.string(),
    mentions: z.array(namedPerson),
    createdAt: time,
  })
  .openapi('Note')

export const noteBody = z
  .object({
    words: z.string().trim().min(1).max(5000),
    mentions: z.array(z.string().min(1).max(80)).max(20).default([]).openapi({ description: 'Ids of people who may decide cases' }),
  })
  .openapi('AddNote')

/** A note that names who asks. */
export const mentionAnswer = noteAnswer.omit({ mentions: true }).extend({ readAt: time.nullable() }).openapi('Mention')

export const mentionFilter = z.object({
  unread: z.enum(['true', 'false']).default('false').openapi({ description: 'Only those that were not read' }),
})
