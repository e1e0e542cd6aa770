import { z } from '@hono/zod-openapi'
import { claimForm, evidenceKindForm } from '../../intake/case-form.js'
import { caseLine } from './cases.js'
import { time } from './common.js'

const language = z.enum(['zh', 'en'])

/** `https://shop.example`: nothing behind the host. Without TLS only on this machine itself. */
const origin = z
  .url()
  .max(200)
  .refine((text) => new URL(text).origin === text, 'expected an origin like https://shop.example')
  .refine((text) => /^(https:|http:\/\/(localhost|127\.0\.0\.1)(:|$))/.test(text), 'without TLS only on this machine itself')

export const newLinkBody = z
  .object({
    expiresInMinutes: z.int().min(5).max(43_200).default(4320).openapi({ description: 'At most 30 days' }),
    embedOrigin: origin.nullable().default(null).openapi({ description: 'The one site that may show the page in a frame' }),
    language: language.default('zh'),
  })
  .openapi('NewLink')

export const linkAnswer = z
  .object({
    id: z.string(),
    caseId: z.string(),
    embedOrigin: z.string().nullable(),
    language,
    createdBy: z.string(),
    createdAt: time,
    expiresAt: time,
    revokedAt: time.nullable(),
  })
  .openapi('Link')

export const madeLink = linkAnswer
  .extend({ url: z.string().openapi({ description: "Where the buyer goes; shown once. Who has it is the case's buyer" }) })
  .openapi('MadeLink')

const advice = z
  .object({
    code: z.string(),
    tone: z.enum(['problem', 'hint', 'good']),
    what: z.string(),
    how: z.string().nullable(),
  })
  .openapi('Advice')

const buyerPiece = z
  .object({
    id: z.string(),
    fileName: z.string(),
    as: evidenceKindForm.nullable(),
    kind: z.string().nullable().openapi({ description: 'What it was seen to be, in words' }),
    media: z.enum(['image', 'recording']).nullable(),
    bytes: z.int(),
    state: z.enum(['waiting', 'read', 'faulty', 'deleted']),
    at: time,
    reads: z.array(z.object({ label: z.string(), value: z.string() })).openapi({ description: 'What was read, card keys masked' }),
    advice: z.array(advice),
  })
  .openapi('BuyerPiece')

const need = z
  .object({
    link: z.enum([
      'order-number',
      'order-page',
      'failure',
      'account-record',
      'picture-of-delivery',
      'third-party',
      'tie-to-order',
      'clear-statement',
    ]),
    title: z.string(),
    how: z.string(),
    picture: z.enum(['order-page', 'failure', 'account-record', 'delivery', 'support-chat', 'number', 'words']),
    kinds: z.array(evidenceKindForm),
    isGiven: z.boolean(),
    ask: z.string().nullable().openapi({ description: 'While it is missing: what exactly' }),
  })
  .openapi('BuyerNeed')

export const challengeAnswer = z
  .object({
    code: z.string(),
    expiresAt: time,
    action: z
      .object({ zh: z.string(), en: z.string() })
      .nullable()
      .openapi({ description: 'What to do while filming, chosen with the code' }),
  })
  .openapi('Challenge')

/** A case as its buyer sees it: nothing of what is thought of the buyer, nobody else's words. */
export const buyerCase = z
  .object({
    id: z.string(),
    now: time.openapi({ description: "The service's clock: what countdowns go by" }),
    timeZone: z.string().openapi({ description: 'Of the rules' }),
    reason: claimForm.shape.reason,
    reasonWords: z.string(),
    statement: z.string(),
    submittedAt: time,
    order: z.object({ number: z.string(), productName: z.string(), amountFen: z.int(), paidAt: time.nullable() }).nullable(),
    state: caseLine.shape.state,
    result: caseLine.shape.result,
    title: z.string(),
    next: z.string(),
    waitsForBuyer: z.boolean(),
    until: time.nullable(),
    explanation: z.string().nullable().openapi({ description: 'Why, in plain words' }),
    refundFen: z.int().nullable().openapi({ description: 'What is given back, or was' }),
    needs: z.array(need),
    pieces: z.array(buyerPiece),
    timeline: z.array(z.object({ at: time, what: z.string(), words: z.string().nullable() })),
    may: z.object({
      upload: z.boolean(),
      say: z.boolean(),
      askPerson: z.boolean(),
      appeal: z.boolean(),
      appealNeedsEvidence: z.boolean(),
      withdraw: z.boolean(),
    }),
    challenge: challengeAnswer.nullable(),
    linkExpiresAt: time,
    language: language.openapi({ description: 'Which the link was made for' }),
  })
  .openapi('BuyerCase')

const said = z.string().trim().max(2000)
export const buyerWords = z.object({ words: said.default('') }).openapi('BuyerWords')
export const buyerSays = z.object({ words: said.min(1), reason: claimForm.shape.reason.nullable().default(null) }).openapi('BuyerSays')

export const announcedFile = z
  .object({
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in lower-case hexadecimal'),
    bytes: z.int().min(1),
  })
  .openapi('AnnouncedFile')

export const buyerUpload = z
  .object({
    uploadId: z.string(),
    offset: z.int().openapi({ description: 'The next byte that is missing: more than 0 when the same file was begun before' }),
    evidenceId: z.string().nullable().openapi({ description: 'The file is here already: there is nothing to send' }),
  })
  .openapi('BuyerUpload')

export const finishedFile = z
  .object({ fileName: z.string().min(1).max(200), as: evidenceKindForm.nullable().default(null) })
  .openapi('FinishedFile')
