import type { NoticeLanguage } from '../../model/contact.js'
import type { NoticeFacts, NoticeText, Recipient } from '../../model/notice.js'
import type { EventType } from '../../ports/store/endpoints.js'
import { decided, happened, type NoticeWords } from './notice-words.js'

/** An event as its recipient is told it: what, why, what comes next until when, and the way to a person. No key, no full order number. */
export function writeNotice(type: EventType, recipient: Recipient, facts: NoticeFacts, language: NoticeLanguage): NoticeText {
  const words = wordsFor(type, recipient, facts)
  const order = (facts.orderNumber ?? '').slice(-orderCharacters) || '-'
  const what = words.what[language]
  const next = words.next[language] + (facts.until === null ? '' : untils[language](facts.until))
  const reason = recipient === 'buyer' ? facts.explanation : null
  const lines = [opens[language](order), `${what}${stops[language]}`, ...(reason ? [reason] : []), `${next}${stops[language]}`]
  return {
    order,
    what,
    next,
    subject: `${opens[language](order)} ${what}`,
    body: [...lines, facts.pageUrl === null ? persons[language] : `${pages[language]}\n${facts.pageUrl}`].join('\n\n'),
  }
}

/** The whole short message, as the approved template puts it together. */
export function writeShort({ order, what, next }: NoticeText, language: NoticeLanguage): string {
  return language === 'zh'
    ? `订单尾号${order}：${what}。${next}。转人工见订单页`
    : `Order ending ${order}: ${what}. ${next}. Person: order page`
}

/** Enough to know one's order by, too little to look it up. */
const orderCharacters = 4

function wordsFor(type: EventType, recipient: Recipient, { outcome }: NoticeFacts): NoticeWords {
  // A decision without a verdict of the machine is a person's: its words stand on the order page.
  if (type === 'case.decided') return decided[recipient][outcome ?? 'review']
  return happened[type][recipient]
}

const untils: Readonly<Record<NoticeLanguage, (until: string) => string>> = {
  zh: (until) => `，截至${until}`,
  en: (until) => ` by ${until}`,
}
const opens: Readonly<Record<NoticeLanguage, (order: string) => string>> = {
  zh: (order) => `【订单尾号${order}】`,
  en: (order) => `[Order ending ${order}]`,
}
const stops: Readonly<Record<NoticeLanguage, string>> = { zh: '。', en: '.' }
const pages: Readonly<Record<NoticeLanguage, string>> = {
  zh: '查看进度、补充凭证，或申请人工处理(链接只供您本人使用，请勿转发)：',
  en: 'See how it stands, add evidence, or ask for a person (the link is for you alone, do not pass it on):',
}
const persons: Readonly<Record<NoticeLanguage, string>> = {
  zh: '对结果有疑问，或希望由人工处理：请在订单页点击“申请人工”，或联系平台客服。',
  en: 'If you doubt this, or want a person to look at it: choose "Ask for a person" on the order page, or write to customer service.',
}
