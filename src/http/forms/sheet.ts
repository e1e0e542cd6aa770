import { z } from '@hono/zod-openapi'
import { claimForm } from '../../intake/case-form.js'
import { comparedFields } from '../../report/sheet/compare-order.js'
import { auditAnswer } from './audit.js'
import { caseAnswer, caseMoveAnswer, evidenceAnswer, namedPerson } from './cases.js'
import { list, time } from './common.js'
import { orderAnswer } from './orders.js'
import { box, millis, share, sheetReading } from './sheet-reading.js'

/** Where something stands: a piece of evidence, in a recording the screen, and the place on it. */
const place = { evidenceId: z.string(), frameMs: millis.nullable(), box: box.nullable() }

const comparedRow = z
  .object({
    field: z.enum(comparedFields),
    label: z.string(),
    recorded: z.string().nullable().openapi({ description: "What the platform's record says; null: it says nothing of it" }),
    standing: z.enum(['agree', 'differ', 'unreadable', 'shown', 'not-shown']).openapi({
      description: '`shown`: it was read, and cannot be held against the record',
    }),
    because: z.string(),
    read: list(z.object({ ...place, text: z.string(), confidence: share })).openapi({
      description: 'What was read, the most certain first',
    }),
  })
  .openapi('ComparedField')

const waterfall = z
  .object({
    prior: share.openapi({ description: 'Probability that a claim of this trust tier is good, before anything was seen' }),
    steps: list(
      z.object({
        code: z.string(),
        group: z.string(),
        because: z.string(),
        leans: z.enum(['for', 'against', 'neither']),
        weight: z.number().openapi({ description: 'Log likelihood ratio, never negative' }),
        fromP: share,
        toP: share,
        heldBackBy: z.string().nullable().openapi({
          description: 'Code of the signal beside which it does not count: a stronger one of its group, or a veto',
        }),
        places: list(z.object(place)),
      }),
    ).openapi({ description: 'In the order they were seen; `fromP` of one is `toP` of the one before' }),
    confidence: share,
    byRecord: z.boolean().openapi({ description: 'A plain fact of the record decided: the confidence does not follow from the steps' }),
  })
  .openapi('Waterfall')

const contradiction = z
  .object({
    code: z.string(),
    because: z.string(),
    sides: list(
      z.object({
        source: z.enum(['evidence', 'record']),
        evidenceId: z.string().nullable(),
        frameMs: millis.nullable(),
        box: box.nullable(),
        text: z.string(),
      }),
    ),
  })
  .openapi('Contradiction')

const sheetEvidence = evidenceAnswer
  .extend({
    reading: sheetReading.nullable().openapi({ description: 'null: it waits to be read, cannot be read, or is deleted' }),
    challenge: z
      .object({
        code: z.string(),
        issuedAt: time,
        expiresAt: time,
        isShown: z.boolean().openapi({ description: 'Whether the code was read in this recording' }),
        look: z
          .string()
          .nullable()
          .openapi({ description: 'What the buyer was asked to do, as it is to be seen; nothing is judged by it' }),
      })
      .nullable()
      .openapi({ description: 'Of a recording of the buyer: the one-time code that was issued for it' }),
    advice: list(z.string()).openapi({ description: 'How the buyer can do it better' }),
  })
  .openapi('SheetEvidence')

const neighbour = z
  .object({
    caseId: z.string(),
    what: z.enum(['file', 'image-id', 'order-number', 'payment-number', 'card-key', 'shot']),
    words: z.string(),
    evidenceId: z.string().nullable(),
    theirEvidenceId: z.string().nullable(),
    distanceBits: z.int().nullable().openapi({ description: 'Of shots: how many of 1023 bits differ' }),
    state: z.string().nullable(),
    result: z.string().nullable(),
    buyerId: z.string(),
    isSameBuyer: z.boolean(),
    at: time.nullable(),
  })
  .openapi('Neighbour')

const ring = z
  .object({
    nodes: list(
      z.object({
        id: z.string(),
        kind: z.enum(['case', 'buyer', 'device', 'payment-account', 'file', 'value']),
        label: z.string(),
      }),
    ),
    edges: list(z.object({ from: z.string(), to: z.string(), what: z.string() })),
    isCut: z.boolean().openapi({ description: 'There is more than is shown' }),
  })
  .openapi('Ring')

const buyer = z
  .object({
    id: z.string(),
    tier: z.enum(['high', 'ordinary', 'low']).nullable().openapi({ description: 'Of the latest verdict' }),
    record: orderAnswer.shape.buyer.unwrap().omit({ id: true, contact: true }).nullable(),
    cases: list(
      z.object({
        id: z.string(),
        at: time,
        reason: claimForm.shape.reason,
        orderNumber: z.string().nullable(),
        amountFen: z.int().nullable(),
        state: caseAnswer.shape.state,
        outcome: caseAnswer.shape.outcome,
        result: caseAnswer.shape.result,
      }),
    ).openapi({ description: 'The last 20, this one too, newest first' }),
    refundedFen365d: z.int(),
  })
  .openapi('SheetBuyer')

const merchant = z
  .object({
    id: z.string(),
    answer: z.enum(['can-deliver', 'cannot-deliver', 'consents', 'objects']).nullable(),
    words: z.string().nullable(),
    at: time.nullable(),
    casesOpen: z.int(),
    objections90d: z.int(),
  })
  .openapi('SheetMerchant')

/** Everything a reviewer needs to decide a case, in one answer. */
export const sheetAnswer = z
  .object({
    case: caseAnswer.omit({ evidence: true }),
    order: orderAnswer.nullable(),
    decisive: z
      .object({ ...place, because: z.string() })
      .nullable()
      .openapi({ description: 'Where to look first; null without evidence' }),
    comparison: list(comparedRow),
    waterfall: waterfall.nullable().openapi({ description: 'null before the first verdict' }),
    contradictions: list(contradiction),
    evidence: list(sheetEvidence),
    neighbours: list(neighbour).openapi({ description: 'Other cases that brought the same file, value or shot' }),
    ring: ring.openapi({ description: 'What ties this case to others, two steps around it, 60 nodes at most' }),
    buyer,
    merchant: merchant.nullable(),
    timeline: list(caseMoveAnswer),
    people: list(namedPerson).openapi({ description: 'What the people among the actors of `timeline` and `audit` are called' }),
    audit: list(auditAnswer).nullable().openapi({ description: 'null without the scope `audit:read`' }),
  })
  .openapi('CaseSheet')
