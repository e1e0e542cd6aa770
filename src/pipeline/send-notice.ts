import { addJobs } from '../intake/add-jobs.js'
import { makeBuyerLink } from '../intake/make-buyer-link.js'
import { contactOf } from '../intake/plan-notices.js'
import type { JobPayloads } from '../jobs.js'
import type { Contact } from '../model/contact.js'
import type { NoticeText } from '../model/notice.js'
import type { NoticeSenders, SendAnswer } from '../ports/notices.js'
import type { NoticeRow } from '../ports/store/notices.js'
import type { PlatformRows, Store } from '../ports/store.js'
import { writeNotice } from '../report/notices/write-notice.js'
import { gatherNoticeFacts } from './gather-notice-facts.js'
import { platformPolicy } from './policy-for.js'
import { quietUntil } from './quiet-until.js'

export interface NoticeParts {
  readonly store: Store
  readonly notices: NoticeSenders
  /** Where browsers reach the service; null: it is not known, and no page is named. */
  readonly publicUrl: string | null
  readonly now: () => Date
}

/** What is to be sent, or how the notice ends without it. */
type Draft =
  | { readonly is: 'ready'; readonly row: NoticeRow; readonly contact: Contact; readonly text: NoticeText }
  | { readonly is: 'not-now' }

/**
 * Sends a notice once: it is marked before it goes out and after. A short message whose end nobody knows is not sent
 * again; a mail is, as the same message. In quiet hours only what is urgent goes out.
 */
export async function sendNotice(
  { store, notices, publicUrl, now }: NoticeParts,
  { platformId, noticeId }: JobPayloads['send-notice'],
): Promise<void> {
  const at = now()
  const draft = await store.inPlatform(platformId, (rows) => take(rows, noticeId, { senders: notices, publicUrl, at }))
  if (draft.is === 'not-now') return
  const answer = await send(notices, draft)
  await store.inPlatform(platformId, (rows) => settle(rows, draft.row, answer, now()))
}

const leaseMs = 120_000
const mostAttempts = 6

/** Told at any hour: a deadline that would be over when the quiet is. */
const urgent: ReadonlySet<string> = new Set(['case.deadline_near'])

interface Taking {
  readonly senders: NoticeSenders
  readonly publicUrl: string | null
  readonly at: Date
}

async function take(rows: PlatformRows, noticeId: string, { senders, publicUrl, at }: Taking): Promise<Draft> {
  const taken = await rows.notices.take(noticeId, at.toISOString(), leaseMs)
  if (!taken) return { is: 'not-now' }
  const { row, wasSending } = taken
  const end = async (state: NoticeRow['state'], because: string, nextAt: string | null = null): Promise<Draft> => {
    await rows.notices.settle(noticeId, row.attempts, { state, nextAt, because })
    if (nextAt) await addJobs(rows, [jobOf(rows, row)], { runAt: nextAt, turn: row.attempts })
    return { is: 'not-now' }
  }
  if (wasSending && row.way === 'sms') return end('unknown', 'whoever sent it died')
  const policy = await platformPolicy(rows, at.toISOString())
  if (!policy.notices.ways.includes(row.way)) return end('skipped', 'way-off')
  if (senders[row.way] === null) return end('skipped', 'way-not-set-up')
  const quietEnd = urgent.has(row.eventType) ? null : quietUntil(at, policy)
  if (quietEnd) return end('waiting', 'quiet-hours', quietEnd)
  const [event, theCase] = [await rows.events.get(row.eventId), await rows.cases.get(row.caseId)]
  const order = theCase?.orderNumber ? await rows.orders.get(theCase.orderNumber) : null
  const contact = order && contactOf(order, row.recipient)
  if (!event || !theCase || !order || !contact || !addressOf(contact, row)) return end('skipped', 'no-address')
  const told = await gatherNoticeFacts(rows, { event, theCase, order: order.order, language: contact.language, policy })
  // A short message has no room for it.
  const pageUrl = row.way === 'mail' && row.recipient === 'buyer' && publicUrl ? await linkTo(rows, row, contact, publicUrl, at) : null
  const facts = { ...told, pageUrl }
  return { is: 'ready', row, contact, text: writeNotice(row.eventType, row.recipient, facts, contact.language) }
}

const linkMs = 72 * 3_600_000

/** A new link each time: of the ones before only hashes are kept. */
async function linkTo(rows: PlatformRows, { caseId }: NoticeRow, { language }: Contact, publicUrl: string, at: Date): Promise<string> {
  const { token, hash } = makeBuyerLink()
  const expiresAt = new Date(at.getTime() + linkMs).toISOString()
  const made = await rows.buyerLinks.add({ caseId, embedOrigin: null, language, createdBy: 'system', expiresAt, tokenHash: hash })
  await rows.audit.append({ actor: 'system', action: 'link.made', subject: made.id, details: { caseId, expiresAt } })
  return new URL(`/c/${token}`, publicUrl).href
}

async function send({ mail, sms }: NoticeSenders, { row, contact, text }: Extract<Draft, { is: 'ready' }>): Promise<SendAnswer> {
  const address = addressOf(contact, row)
  const none: SendAnswer = { is: 'refused', because: 'no-address', later: false }
  if (row.way === 'mail') return (await mail?.send({ noticeId: row.id, to: address, subject: text.subject, text: text.body })) ?? none
  return (await sms?.send({ noticeId: row.id, phone: address, language: contact.language, text })) ?? none
}

async function settle(rows: PlatformRows, row: NoticeRow, answer: SendAnswer, at: Date): Promise<void> {
  const because = answer.is === 'accepted' ? null : answer.because
  const again = row.attempts < mostAttempts && (answer.is === 'refused' ? answer.later : answer.is === 'unknown' && row.way === 'mail')
  const nextAt = again ? new Date(at.getTime() + 60_000 * 4 ** (row.attempts - 1)).toISOString() : null
  const ends = { accepted: 'sent', refused: 'failed', unknown: 'unknown' } as const
  const settled = await rows.notices.settle(row.id, row.attempts, { state: again ? 'waiting' : ends[answer.is], nextAt, because })
  if (!settled) return
  if (nextAt) await addJobs(rows, [jobOf(rows, row)], { runAt: nextAt, turn: row.attempts })
  else await rows.audit.append({ actor: 'system', action: `notice.${ends[answer.is]}`, subject: row.id, details: { way: row.way } })
}

function jobOf({ platformId }: PlatformRows, { id: noticeId }: NoticeRow) {
  return { name: 'send-notice' as const, payload: { platformId, noticeId } }
}

function addressOf({ email, phone }: Contact, { way }: NoticeRow): string {
  return (way === 'mail' ? email : phone) ?? ''
}
