import type { CaseDecision } from './case-life.js'
import type { Outcome } from './verdict.js'

/** Who is told; reached by the contact that the platform gave with the order. */
export type Recipient = 'buyer' | 'merchant'

/** How a notice goes out. The event itself is the notice within the platform's own pages. */
export type NoticeWay = 'mail' | 'sms'

/** What an event says, as far as a notice needs it. */
export interface NoticeFacts {
  /** Null where the claim names no order. */
  readonly orderNumber: string | null
  /** The end of the deadline on a clock of the policy's zone, `11-23 14:00`; null when there is none. */
  readonly until: string | null
  /** What the machine decided, where the event tells of that. */
  readonly outcome: Outcome | null
  /** What a person decided, where the event tells of that. */
  readonly person: PersonDecision | null
  /** Why, without card keys: a person's words as they are, the machine's in the language of the notice. Null when there is nothing to say. */
  readonly explanation: string | null
  /** The buyer's page of the case; null where there is none to give. */
  readonly pageUrl: string | null
}

/** A person's decision, as people are told it. */
export interface PersonDecision {
  readonly is: CaseDecision['is']
  /** What is given back; null when nothing is. */
  readonly amountFen: number | null
  /** No appeal is open against it. */
  readonly isFinal: boolean
}

/** A notice in words. */
export interface NoticeText {
  /** The last characters of the order number. */
  readonly order: string
  /** What happened; at most 35 characters, as SMS templates take. */
  readonly what: string
  /** What comes next and until when; at most 35 characters. */
  readonly next: string
  readonly subject: string
  /** The whole, with the reason and the way to a person. */
  readonly body: string
}
