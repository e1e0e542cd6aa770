import { z } from '@hono/zod-openapi'
import { claimForm, evidenceKindForm, timeForm } from '../../intake/case-form.js'
import { list, time } from './common.js'
import { verdictAnswer } from './verdicts.js'

/** A claim as a platform files it: it is submitted now unless it says when. */
export const filedClaim = claimForm.extend({ submittedAt: claimForm.shape.submittedAt.optional() }).openapi('FiledClaim')

export const openCaseBody = z
  .object({
    claim: filedClaim,
    reference: z
      .string()
      .min(1)
      .max(200)
      .nullable()
      .default(null)
      .openapi({ description: 'Words of your own, given back as they are but for a card key of the order' }),
  })
  .openapi('OpenCase')

const caseState = z.enum(['open', 'needs-evidence', 'merchant-window', 'in-review', 'on-hold', 'decided', 'closed'])
const outcome = z.enum(['instant-refund', 'refund', 'merchant-window', 'more-evidence', 'review', 'not-eligible', 'hold'])

export const caseFilter = z.object({
  state: caseState.optional(),
  outcome: outcome.optional(),
  orderNumber: z.string().min(1).max(200).optional(),
  buyerId: z.string().min(1).max(200).optional(),
  from: timeForm.optional().openapi({ description: 'Opened then or later' }),
  until: timeForm.optional().openapi({ description: 'Opened before then' }),
})

/** A case in a list. */
export const caseLine = z
  .object({
    id: z.string(),
    state: caseState,
    revision: z.int(),
    reason: claimForm.shape.reason,
    orderNumber: z.string().nullable(),
    buyerId: z.string(),
    outcome: outcome.nullable(),
    judgedRevision: z.int().nullable(),
    until: time.nullable(),
    reference: z.string().nullable(),
    createdAt: time,
    updatedAt: time,
  })
  .openapi('CaseLine')

export const evidenceAnswer = z
  .object({
    id: z.string(),
    caseId: z.string(),
    fileName: z.string(),
    as: evidenceKindForm.nullable(),
    sha256: z.string(),
    bytes: z.int(),
    state: z.enum(['waiting', 'read', 'faulty', 'deleted']),
    fault: z.object({ code: z.string(), title: z.string() }).nullable(),
    createdAt: time,
  })
  .openapi('Evidence')

const claimAnswer = z.object({
  orderNumber: z.string().nullable(),
  reason: claimForm.shape.reason,
  statement: z.string(),
  submittedAt: time,
  buyerId: z.string(),
  door: z.enum(['order-page', 'customer-service']),
})

/** A case with all that is known of it. */
export const caseAnswer = caseLine
  .omit({ reason: true })
  .extend({
    claim: claimAnswer,
    laterClaims: list(claimAnswer),
    evidence: z.array(evidenceAnswer),
    verdict: verdictAnswer.nullable().openapi({ description: 'The latest; of an older revision while the case is judged anew' }),
  })
  .openapi('Case')

export const openedCase = caseLine.extend({ joined: z.boolean() }).openapi('OpenedCase')
