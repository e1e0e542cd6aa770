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
  /** Of the latest verdict; null before the first. */
  readonly outcome: Outcome | null
  /** Why, in the language of the notice, without card keys; null when nothing was decided yet. */
  readonly explanation: string | null
  /** The buyer's page of the case; null where there is none to give. */
  readonly pageUrl: string | null
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
