import { z } from '@hono/zod-openapi'
import { claimForm } from '../../intake/case-form.js'
import { caseLine, namedPerson, outcome } from './cases.js'
import { time } from './common.js'

const wholeFen = z.coerce.number().int().min(0)

/** What of the queue is asked for: all that are given must hold. The same in a query, in `take-next` and in a saved view. */
export const queueFilter = z
  .object({
    state: z.enum(['in-review', 'appeal-review']).optional(),
    needs: z.enum(['review', 'appeal', 'second-signature']).optional(),
    reason: claimForm.shape.reason.optional(),
    outcome: outcome.optional().openapi({ description: 'Of the latest verdict' }),
    merchantId: z.string().min(1).max(200).optional(),
    amountFromFen: wholeFen.optional().openapi({ description: 'Orders of that much or more' }),
    amountUntilFen: wholeFen.optional().openapi({ description: 'Orders of less' }),
    assignee: z.string().min(1).max(80).optional().openapi({ description: '`me`, `nobody`, or the id of a person' }),
    overdue: z
      .preprocess((given) => (given === 'true' ? true : given === 'false' ? false : given), z.boolean().optional())
      .openapi({ type: 'boolean', description: "Whether a reviewer's deadline has passed" }),
    search: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .optional()
      .openapi({ description: 'A part of the order number, the case id or the buyer id' }),
  })
  .openapi('QueueFilter')

/** Who has a case open before it, and until when. */
export const leaseAnswer = z.object({ holder: namedPerson, until: time }).openapi('Lease')

/** A case that waits for a person. */
export const queueLine = caseLine
  .extend({
    needs: z.enum(['review', 'appeal', 'second-signature']),
    since: time.openapi({ description: 'Since when it waits for a person' }),
    amountFen: z.int().nullable(),
    productName: z.string().nullable(),
    merchantId: z.string().nullable(),
    assignee: namedPerson.nullable(),
    lease: leaseAnswer.nullable(),
    isOverdue: z.boolean(),
    signUntil: time
      .nullable()
      .openapi({ description: "When what was signed first falls unsigned; `until` is the nearer of this and the reviewer's deadline" }),
    confidence: z.number().nullable().openapi({ description: 'Of the latest verdict' }),
    rule: z.string().nullable().openapi({ description: 'Of the latest verdict' }),
    signer: namedPerson.nullable().openapi({ description: 'Who signed first; the second signature is by another' }),
    mayTake: z.boolean().openapi({ description: 'Nobody else holds it, and who asks did not decide it before' }),
  })
  .openapi('QueueLine')

/** What waits, for the header of a page. */
export const queueCounts = z
  .object({
    inReview: z.int(),
    appealReview: z.int(),
    secondSignature: z.int(),
    overdue: z.int(),
    held: z.int().openapi({ description: 'Held by somebody now' }),
    mine: z.int().openapi({ description: 'Assigned to who asks' }),
    nobodys: z.int().openapi({ description: 'Assigned to nobody' }),
    secondLooks: z.int().openapi({ description: 'That who asks could take a second look at' }),
    mentions: z.int().openapi({ description: 'Notes that name who asks and were not read' }),
  })
  .openapi('QueueCounts')

export const takeNextBody = z.object({ filter: queueFilter.default({}) }).openapi('TakeNext')
export const takenNext = z
  .object({ item: queueLine.nullable().openapi({ description: 'Held by who asked from now on; null: nothing waits' }) })
  .openapi('TakenNext')

export const assigneeBody = z.object({ personId: z.string().min(1).max(80).nullable() }).openapi('Assign')
export const assigneeAnswer = z.object({ assignee: namedPerson.nullable() }).openapi('Assigned')

export const signatureBody = z
  .object({
    agree: z.boolean(),
    words: z.string().max(5000).default('').openapi({ description: 'Needed for a disagreement: why' }),
    seenRevision: z.int().min(1).optional(),
  })
  .openapi('SecondSignature')

/** Who may decide cases: to assign and to mention. */
export const colleague = namedPerson.extend({ role: z.enum(['reviewer', 'lead', 'admin']) }).openapi('Colleague')

/** A filter under a name of one's own. */
export const savedView = z.object({ name: z.string(), filter: queueFilter, updatedAt: time }).openapi('SavedView')
export const viewBody = z.object({ filter: queueFilter }).openapi('SaveView')
