import { z } from '@hono/zod-openapi'
import { claimForm, evidenceKindForm, timeForm } from '../../intake/case-form.js'
import { list, time } from './common.js'
import { verdictAnswer } from './verdicts.js'

/** A claim as a platform files it: it is submitted now unless it says when. */
export const filedClaim = claimForm.extend({ submittedAt: claimForm.shape.submittedAt.optional() }).openapi('FiledClaim')

const rememberedOrder = z
  .object({ paidAt: timeForm, productName: z.string().trim().min(2).max(200) })
  .nullable()
  .default(null)
  .openapi({
    description:
      'Where the claim has no number: when the order was paid, within five minutes, and the name of the product or a part of it. ' +
      "The claim is on the buyer's one order of which both hold; on none when there are several",
  })

export const eligibilityBody = z.object({ claim: filedClaim, remembered: rememberedOrder }).openapi('AskEligibility')

export const openCaseBody = z
  .object({
    claim: filedClaim,
    remembered: rememberedOrder,
    reference: z
      .string()
      .min(1)
      .max(200)
      .nullable()
      .default(null)
      .openapi({ description: 'Words of your own, given back as they are but for a card key of the order' }),
  })
  .openapi('OpenCase')

const caseState = z.enum([
  'open',
  'needs-evidence',
  'merchant-window',
  'arbitration',
  'in-review',
  'on-hold',
  'paying',
  'appealable',
  'appeal-review',
  'closed',
])
const caseResult = z.enum(['paid', 'refused', 'not-eligible', 'lapsed', 'withdrawn'])
const caseSide = z.enum(['buyer', 'merchant'])

const caseWait = z
  .object({
    whom: z.enum(['machine', 'buyer', 'merchant', 'both-sides', 'reviewer', 'another-reviewer', 'payment-channel']),
    what: z.string(),
    until: time.nullable(),
  })
  .openapi('CaseWait')
export const outcome = z.enum(['instant-refund', 'refund', 'merchant-window', 'more-evidence', 'review', 'not-eligible', 'hold'])

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
    result: caseResult.nullable().openapi({ description: 'How it ended, or will if nobody speaks against it' }),
    waitsFor: caseWait.nullable().openapi({ description: 'null: it is closed' }),
    until: time.nullable().openapi({ description: 'When what it waits for ends by itself' }),
    holder: z.enum(['machine', 'person']).openapi({ description: 'With a person, verdicts are advice' }),
    firstDecider: z.string().nullable().openapi({ description: 'Who gave the first result; an appeal is decided by another' }),
    appealUsed: z.boolean(),
    escalations: z.int().openapi({ description: 'How often the deadline of a reviewer or the channel passed' }),
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
    side: caseSide,
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

/** Somebody named: a person, or an API key by its id. */
export const namedPerson = z.object({ id: z.string(), name: z.string() }).openapi('NamedPerson')

/** A person's decision that is not carried out yet: nothing has left. */
const pendingDecision = z
  .object({
    by: namedPerson,
    decision: z.enum(['pay', 'refuse', 'ask']),
    amountFen: z.int().nullable(),
    words: z.string().nullable().openapi({ description: 'What the buyer will be told; null for who may not decide' }),
    effectiveAt: time.nullable().openapi({ description: 'Until then it can be taken back; null while a second signature is waited for' }),
    signUntil: time.nullable().openapi({ description: 'Unsigned until then it falls; null where no second signature was needed' }),
    needsSecond: z.boolean().openapi({ description: 'Another person has to sign it' }),
    signedBy: namedPerson.nullable(),
  })
  .openapi('PendingDecision')

/** Where a case stands after a decision, and what of it can still be taken back. */
export const decidedCase = caseLine.extend({ pendingDecision: pendingDecision.nullable() }).openapi('DecidedCase')

/** A case with all that is known of it. */
export const caseAnswer = caseLine
  .omit({ reason: true })
  .extend({
    claim: claimAnswer,
    laterClaims: list(claimAnswer),
    evidence: z.array(evidenceAnswer),
    merchantAnswer: z
      .object({ state: z.enum(['can-deliver', 'cannot-deliver', 'consents', 'objects']), at: time, words: z.string() })
      .nullable(),
    rested: list(caseSide).openapi({ description: 'Who has nothing more to say in arbitration' }),
    verdict: verdictAnswer.nullable().openapi({ description: 'The latest; of an older revision while the case is judged anew' }),
    pendingDecision: pendingDecision.nullable(),
  })
  .openapi('Case')

export const openedCase = caseLine.extend({ joined: z.boolean() }).openapi('OpenedCase')

const said = z.string().max(5000)

export const merchantAnswerBody = z
  .object({ state: z.enum(['can-deliver', 'cannot-deliver', 'consents', 'objects']), words: said.default('') })
  .openapi('MerchantAnswer')
export const restBody = z.object({ side: caseSide }).openapi('Rest')
export const wordsBody = z.object({ words: said.default('') }).openapi('Words')
const person = z
  .string()
  .min(1)
  .max(200)
  .optional()
  .openapi({ description: 'Who decides, by an id of your own; who is signed in decides as itself and leaves it out' })
const seenRevision = z
  .int()
  .min(1)
  .optional()
  .openapi({ description: 'The revision that was looked at: a case that changed since is refused' })
export const takeBody = z.object({ person }).openapi('Take')
export const decisionBody = z
  .discriminatedUnion('decision', [
    z.object({
      decision: z.literal('pay'),
      person,
      seenRevision,
      amountFen: z.int().min(1).nullable().default(null).openapi({ description: 'null: all that is left to give back' }),
      words: said.default(''),
    }),
    z.object({ decision: z.literal('refuse'), person, seenRevision, reasonCode: z.string().min(1).max(100), words: said.min(1) }),
    z.object({ decision: z.literal('ask'), person, seenRevision, words: said.min(1) }),
  ])
  .openapi('Decision')

/** A row of the timeline. */
export const caseMoveAnswer = z
  .object({
    number: z.int(),
    at: time,
    actor: z.string(),
    move: z.string(),
    from: caseState,
    to: caseState,
    words: z.string().nullable(),
    outcome: outcome.nullable(),
    answer: z.string().nullable(),
    decision: z.enum(['pay', 'refuse', 'ask']).nullable(),
    reasonCode: z.string().nullable(),
    amountFen: z.int().nullable(),
    side: caseSide.nullable(),
  })
  .openapi('CaseMove')
