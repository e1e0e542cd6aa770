import type { Contact } from '../model/contact.js'
import type { NoticeWay, Recipient } from '../model/notice.js'
import type { EventType } from '../ports/store/endpoints.js'
import type { EventRow } from '../ports/store/events.js'
import type { OrderRow } from '../ports/store/orders.js'
import type { PlatformRows } from '../ports/store.js'
import { addJobs } from './add-jobs.js'

/** Has everybody whom an event concerns told of it, in every way they can be reached; once, however often it is run. `known`: the order of the case. */
export async function planNotices(
  rows: PlatformRows,
  { id: eventId, type: eventType, caseId, data }: EventRow,
  known?: OrderRow | null,
): Promise<void> {
  const told = toldOf(eventType, data)
  if (told.length === 0 || caseId === null) return
  const order = known === undefined ? await rows.orders.ofCase(caseId) : known
  if (!order) return
  const planned = told.flatMap((recipient) =>
    waysTo(contactOf(order, recipient)).map((way) => ({ caseId, eventId, eventType, recipient, way })),
  )
  const ids = await rows.notices.add(planned)
  const { platformId } = rows
  await addJobs(
    rows,
    ids.map((noticeId) => ({ name: 'send-notice', payload: { platformId, noticeId } })),
  )
}

/** Where a recipient of this order is reached; null when the platform did not say. */
export function contactOf({ order, buyer }: OrderRow, recipient: Recipient): Contact | null {
  return (recipient === 'buyer' ? buyer?.contact : order.merchantContact) ?? null
}

const both: readonly Recipient[] = ['buyer', 'merchant']

/** Who is told of an event; of a deadline, whom it runs for. What only the platform is to know is nobody's notice. */
const told: Readonly<Record<EventType, readonly Recipient[] | 'by state'>> = {
  'case.opened': both,
  'case.more_evidence_requested': ['buyer'],
  'case.in_review': ['buyer'],
  'case.decided': both,
  // Nobody outside was told of the decision.
  'case.decision_dropped': [],
  'case.signature_near': [],
  'case.deadline_near': 'by state',
  'case.deadline_passed': 'by state',
  'case.appealed': both,
  'case.arbitration_opened': both,
  'case.on_hold': both,
  'case.closed': both,
  'refund.requested': ['buyer'],
  'refund.succeeded': both,
  'refund.failed': ['buyer'],
  'refund.held': [],
  'refund.stuck': [],
  'breaker.tripped': [],
}

const awaited: Readonly<Record<string, readonly Recipient[]>> = {
  'needs-evidence': ['buyer'],
  'merchant-window': ['merchant'],
  arbitration: both,
  appealable: ['buyer'],
}

function toldOf(type: EventType, data: unknown): readonly Recipient[] {
  const whom = told[type]
  if (whom !== 'by state') return whom
  const state = typeof data === 'object' && data !== null && 'state' in data ? String(data.state) : ''
  return awaited[state] ?? []
}

function waysTo(contact: Contact | null): readonly NoticeWay[] {
  return [...(contact?.email ? (['mail'] as const) : []), ...(contact?.phone ? (['sms'] as const) : [])]
}
