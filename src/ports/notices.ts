import type { NoticeLanguage } from '../model/contact.js'
import type { NoticeText } from '../model/notice.js'

/** `unknown`: the answer was lost, and it may have gone out. `later` of a refusal: the same may be taken another time. */
export type SendAnswer =
  | { readonly is: 'accepted' }
  | { readonly is: 'refused'; readonly because: string; readonly later: boolean }
  | { readonly is: 'unknown'; readonly because: string }

/** Sends mail; never throws for what the other side does. */
export interface MailSender {
  /** The same `noticeId` sent again is the same message to whoever receives it. */
  send(mail: { readonly noticeId: string; readonly to: string; readonly subject: string; readonly text: string }): Promise<SendAnswer>
}

/** Sends short messages; never throws for what the other side does. Nothing keeps the same one from coming twice. */
export interface SmsSender {
  send(sms: {
    readonly noticeId: string
    readonly phone: string
    readonly language: NoticeLanguage
    readonly text: NoticeText
  }): Promise<SendAnswer>
}

/** The ways that are set up; null: that way nothing is sent. */
export interface NoticeSenders {
  readonly mail: MailSender | null
  readonly sms: SmsSender | null
}
