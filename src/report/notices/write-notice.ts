import type { NoticeLanguage } from '../../model/contact.js'
import type { NoticeFacts, NoticeText, PersonDecision, Recipient } from '../../model/notice.js'
import type { EventType } from '../../ports/store/endpoints.js'
import { decided, decidedByPerson, happened, type NoticeWords } from './notice-words.js'

/** An event as its recipient is told it: what, why, what comes next until when, and the way to a person. No key, no full order number. */
export function writeNotice(type: EventType, recipient: Recipient, facts: NoticeFacts, language: NoticeLanguage): NoticeText {
  const words = wordsFor(type, recipient, facts)
  const order = (facts.orderNumber ?? '').slice(-orderCharacters) || '-'
  const what = words.what[language]
  const next = words.next[language] + (facts.until === null ? '' : untils[language](facts.until))
  const reason = recipient === 'buyer' ? reasonOf(facts, language) : []
  const lines = [opens[language](order), `${what}${stops[language]}`, ...reason, `${next}${stops[language]}`]
  return {
    order,
    what,
    next,
    subject: `${opens[language](order)} ${what}`,
    body: [...lines, ...waysOn(facts, recipient, language)].join('\n\n'),
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

function wordsFor(type: EventType, recipient: Recipient, { outcome, person }: NoticeFacts): NoticeWords {
  if (person && tellsDecision.has(type)) {
    const isRefusedFinally = person.is === 'refuse' && person.isFinal
    return decidedByPerson[recipient][isRefusedFinally ? 'refused-finally' : person.is]
  }
  if (type === 'case.decided') return decided[recipient][outcome ?? 'review']
  return happened[type][recipient]
}

/** The others tell of something else that came with it. */
const tellsDecision: ReadonlySet<EventType> = new Set(['case.decided', 'case.more_evidence_requested'])

function reasonOf({ person, explanation }: NoticeFacts, language: NoticeLanguage): readonly string[] {
  const { amount, says } = byPerson[language]
  return [
    ...(person?.is === 'pay' && person.amountFen !== null ? [amount(yuan(person.amountFen))] : []),
    ...(explanation ? [person ? says(explanation) : explanation] : []),
  ]
}

function yuan(amountFen: number): string {
  return `${Math.floor(amountFen / 100)}.${String(amountFen % 100).padStart(2, '0')}`
}

const byPerson: Readonly<Record<NoticeLanguage, { readonly amount: (yuan: string) => string; readonly says: (words: string) => string }>> =
  {
    zh: { amount: (yuan) => `退款金额：¥${yuan}。`, says: (words) => `审核员说明：${words}` },
    en: { amount: (yuan) => `Amount: ¥${yuan}.`, says: (words) => `The reviewer says: ${words}` },
  }

/** A person has looked already: what is left is an appeal, or customer service. */
/** What a person decided leaves a way of its own; else the buyer's page is the way, where there is one. */
function waysOn({ person, pageUrl }: NoticeFacts, recipient: Recipient, language: NoticeLanguage): readonly string[] {
  const page = pageUrl === null ? [] : [`${pages[language]}\n${pageUrl}`]
  return person || pageUrl === null ? [wayOn(person, recipient)[language], ...page] : page
}

function wayOn(person: PersonDecision | null, recipient: Recipient): Readonly<Record<NoticeLanguage, string>> {
  if (!person || person.is === 'ask') return persons
  return person.is === 'refuse' && !person.isFinal && recipient === 'buyer' ? appeals : service
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
  zh: '查看进度、补充凭证，或申请人工处理（链接只供您本人使用，请勿转发）：',
  en: 'See how it stands, add evidence, or ask for a person (the link is for you alone, do not pass it on):',
}
const persons: Readonly<Record<NoticeLanguage, string>> = {
  zh: '对结果有疑问，或希望由人工处理：请在订单页点击“申请人工”，或联系平台客服。',
  en: 'If you doubt this, or want a person to look at it: choose "Ask for a person" on the order page, or write to customer service.',
}
const appeals: Readonly<Record<NoticeLanguage, string>> = {
  zh: '对结果有疑问：请在订单页提交至少一份新凭证并申诉，由另一位审核员决定；或联系平台客服。',
  en: 'If you doubt this: bring at least one new proof on the order page and appeal, another reviewer decides; or write to customer service.',
}
const service: Readonly<Record<NoticeLanguage, string>> = {
  zh: '如有疑问，请联系平台客服。',
  en: 'If you have a question, write to customer service.',
}
