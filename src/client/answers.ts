import type { z } from '@hono/zod-openapi'
import type {
  caseAnswer,
  caseLine,
  caseMoveAnswer,
  decisionBody,
  evidenceAnswer,
  filedClaim,
  merchantAnswerBody,
  openCaseBody,
  openedCase,
} from '../http/forms/cases.js'
import type { deliveryAnswer, endpointAnswer, endpointWithSecret, eventAnswer } from '../http/forms/events.js'
import type { lineReport, orderAnswer, pushedOrder } from '../http/forms/orders.js'
import type { meAnswer, personAnswer } from '../http/forms/people.js'
import type { readingAnswer } from '../http/forms/readings.js'
import type { screenedClaim, screeningAnswer } from '../http/forms/screenings.js'
import type { auditAnswer, sheetAnswer } from '../http/forms/sheet.js'
import type { reportedVerdict, verdictAnswer } from '../http/forms/verdicts.js'

export type PushedOrder = z.input<typeof pushedOrder>
export type FiledClaim = z.input<typeof filedClaim>
export type OpenCase = z.input<typeof openCaseBody>
export type MerchantAnswer = z.input<typeof merchantAnswerBody>
export type Decision = z.input<typeof decisionBody>
export type ScreenedClaim = z.input<typeof screenedClaim>

export type Order = z.output<typeof orderAnswer>
export type OrderReport = z.output<typeof lineReport>
export type Case = z.output<typeof caseAnswer>
export type CaseLine = z.output<typeof caseLine>
export type CaseMove = z.output<typeof caseMoveAnswer>
export type CaseSheet = z.output<typeof sheetAnswer>
export type AuditEntry = z.output<typeof auditAnswer>
export type OpenedCase = z.output<typeof openedCase>
export type Evidence = z.output<typeof evidenceAnswer>
export type Reading = z.output<typeof readingAnswer>
export type Verdict = z.output<typeof verdictAnswer>
export type ReportedVerdict = z.output<typeof reportedVerdict>
export type Screening = z.output<typeof screeningAnswer>
export type WebhookEndpoint = z.output<typeof endpointAnswer>
export type WebhookEndpointWithSecret = z.output<typeof endpointWithSecret>
export type Delivery = z.output<typeof deliveryAnswer>
export type Event = z.output<typeof eventAnswer>

/** A part of a list; `next` asks for the one after it. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
}
export type Me = z.output<typeof meAnswer>
export type Person = z.output<typeof personAnswer>
