import type { z } from '@hono/zod-openapi'
import type { auditAnswer } from '../http/forms/audit.js'
import type { boardAnswer } from '../http/forms/board.js'
import type { buyerCase, madeLink, newLinkBody } from '../http/forms/buyer.js'
import type {
  caseAnswer,
  caseLine,
  caseMoveAnswer,
  decidedCase,
  decisionBody,
  evidenceAnswer,
  filedClaim,
  merchantAnswerBody,
  openCaseBody,
  openedCase,
} from '../http/forms/cases.js'
import type { assigneeAnswer, colleague, queueCounts, queueFilter, queueLine, savedView, takenNext } from '../http/forms/desk.js'
import type { disputeAnswer, disputePack } from '../http/forms/disputes.js'
import type { deliveryAnswer, endpointAnswer, endpointWithSecret, eventAnswer } from '../http/forms/events.js'
import type { mentionAnswer, noteAnswer } from '../http/forms/notes.js'
import type { lineReport, orderAnswer, pushedOrder } from '../http/forms/orders.js'
import type { linkedPerson, meAnswer, personAnswer } from '../http/forms/people.js'
import type { checkedPolicy, commentedPolicy, draftAnswer, versionAnswer } from '../http/forms/policies.js'
import type { readingAnswer } from '../http/forms/readings.js'
import type { exposureAnswer, refundAnswer, refundReport } from '../http/forms/refunds.js'
import type { flipAnswer, replayAnswer, shadowAnswer } from '../http/forms/replays.js'
import type { screenedClaim, screeningAnswer } from '../http/forms/screenings.js'
import type { agreementAnswer, comparedLook, offeredLook } from '../http/forms/second-looks.js'
import type { sheetAnswer } from '../http/forms/sheet.js'
import type { reportedVerdict, verdictAnswer } from '../http/forms/verdicts.js'

export type PushedOrder = z.input<typeof pushedOrder>
export type FiledClaim = z.input<typeof filedClaim>
export type OpenCase = z.input<typeof openCaseBody>
export type MerchantAnswer = z.input<typeof merchantAnswerBody>
export type Decision = z.input<typeof decisionBody>
export type NewLink = z.input<typeof newLinkBody>
export type RefundReport = z.input<typeof refundReport>
export type ScreenedClaim = z.input<typeof screenedClaim>

export type Order = z.output<typeof orderAnswer>
export type OrderReport = z.output<typeof lineReport>
export type Case = z.output<typeof caseAnswer>
export type CaseLine = z.output<typeof caseLine>
export type CaseMove = z.output<typeof caseMoveAnswer>
export type DecidedCase = z.output<typeof decidedCase>
export type QueueFilter = z.output<typeof queueFilter>
export type QueueLine = z.output<typeof queueLine>
export type QueueCounts = z.output<typeof queueCounts>
export type TakenNext = z.output<typeof takenNext>
export type Assigned = z.output<typeof assigneeAnswer>
export type Colleague = z.output<typeof colleague>
export type SavedView = z.output<typeof savedView>
export type Note = z.output<typeof noteAnswer>
export type Mention = z.output<typeof mentionAnswer>
export type OfferedLook = z.output<typeof offeredLook>
export type ComparedLook = z.output<typeof comparedLook>
export type Agreement = z.output<typeof agreementAnswer>
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
export type LinkedPerson = z.output<typeof linkedPerson>
export type Board = z.output<typeof boardAnswer>
export type Exposure = z.output<typeof exposureAnswer>
export type MadeLink = z.output<typeof madeLink>
export type Refund = z.output<typeof refundAnswer>
export type Dispute = z.output<typeof disputeAnswer>
export type DisputePack = z.output<typeof disputePack>
export type CommentedPolicy = z.output<typeof commentedPolicy>
export type CheckedPolicy = z.output<typeof checkedPolicy>
export type PolicyDraft = z.output<typeof draftAnswer>
export type PolicyVersion = z.output<typeof versionAnswer>
export type PolicyReplay = z.output<typeof replayAnswer>
export type PolicyFlip = z.output<typeof flipAnswer>
export type PolicyShadow = z.output<typeof shadowAnswer>
export type BuyerCase = z.output<typeof buyerCase>
