import type { NoticeWay, Recipient } from '../../model/notice.js'
import type { EventType } from './endpoints.js'

interface NewNotice {
  readonly caseId: string
  readonly eventId: string
  readonly eventType: EventType
  readonly recipient: Recipient
  readonly way: NoticeWay
}

/** One event told to one recipient in one way. The address is not kept here: it stands sealed in the order. */
export interface NoticeRow extends NewNotice {
  /** `not_…` */
  readonly id: string
  /** `unknown`: it may have gone out and is not sent again. `skipped`: there was no need or no way; `because` says which. */
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown' | 'skipped'
  readonly attempts: number
  /** While it waits: not before then. While it is being sent: when whoever sends it must have died. */
  readonly nextAt: string | null
  /** A word or the other side's answer; null when there is nothing to say. */
  readonly because: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

export interface NoticeRows {
  /** Once for an event, recipient and way. Gives the ids of those that are new. */
  add(notices: readonly NewNotice[]): Promise<readonly string[]>
  get(noticeId: string): Promise<NoticeRow | null>
  /** Of a case, oldest first. */
  list(caseId: string): Promise<readonly NoticeRow[]>
  /**
   * Takes it for sending when its time has come: one more attempt is counted, and until `now + leaseMs` nobody else gets it.
   * `wasSending`: who took it before said nothing of the end. Null when there is nothing to send now.
   */
  take(noticeId: string, now: string, leaseMs: number): Promise<{ readonly row: NoticeRow; readonly wasSending: boolean } | null>
  /** Says how the attempt ended; false when another took it over since. */
  settle(
    noticeId: string,
    attempt: number,
    end: { readonly state: NoticeRow['state']; readonly nextAt: string | null; readonly because: string | null },
  ): Promise<boolean>
}
