export type NoticeLanguage = 'zh' | 'en'

/** Where somebody is reached. */
export interface Contact {
  readonly email: string | null
  /** With or without country code, digits and a leading plus. */
  readonly phone: string | null
  readonly language: NoticeLanguage
}
