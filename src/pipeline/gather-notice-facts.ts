import { wallClock } from '../judge/zone-time.js'
import type { NoticeLanguage } from '../model/contact.js'
import type { NoticeFacts, PersonDecision } from '../model/notice.js'
import type { Order } from '../model/order.js'
import type { Policy } from '../model/policy.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { EventRow } from '../ports/store/events.js'
import type { PlatformRows } from '../ports/store.js'
import { maskKeys } from '../report/mask-keys.js'

/** What an event is about: its case, the order, and how its recipient is told it. */
interface ToldEvent {
  readonly event: EventRow
  readonly theCase: CaseRow
  readonly order: Order
  readonly language: NoticeLanguage
  readonly policy: Policy
}

/**
 * What a notice says of an event, as it was when the event happened: a person's decision with that person's words, a
 * verdict with its own. Once a person has the case, what the machine said of it no longer explains anything.
 */
export async function gatherNoticeFacts(
  rows: PlatformRows,
  { event, theCase, order, language, policy }: ToldEvent,
): Promise<Omit<NoticeFacts, 'pageUrl'>> {
  const data = fieldsOf(event.data)
  const about = { orderNumber: order.number, until: untilOf(data.until, policy) }
  const hide = maskKeys(order.deliveredKeys)
  const person = decisionOf(data)
  if (person) {
    const words = typeof data.words === 'string' ? hide(data.words).trim() : ''
    return { ...about, outcome: null, person, explanation: words === '' ? null : words }
  }
  const isOfVerdict = typeof data.outcome === 'string' && data.move === undefined
  if (!isOfVerdict && theCase.holder === 'person') return { ...about, outcome: null, person, explanation: null }
  const verdicts = await rows.verdicts.list(theCase.id)
  const verdict = (isOfVerdict ? verdicts.find(({ revision }) => revision === data.revision) : verdicts[0])?.verdict
  // The same words would say that it is paid, while the case waits for the end of a dispute.
  const outcome = data.state === 'on-hold' ? 'hold' : (verdict?.outcome ?? null)
  const explains = verdict !== undefined && outcome === verdict.outcome
  return { ...about, outcome, person, explanation: explains ? hide(verdict.explanation[language]) : null }
}

function fieldsOf(data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null ? { ...data } : {}
}

function decisionOf({ move, decision, amountFen, state }: Readonly<Record<string, unknown>>): PersonDecision | null {
  if (move !== 'decided') return null
  const is = (['pay', 'refuse', 'ask'] as const).find((one) => one === decision)
  return is ? { is, amountFen: typeof amountFen === 'number' ? amountFen : null, isFinal: state === 'closed' } : null
}

/** `11-23 14:00` on a clock of the policy's zone. */
function untilOf(until: unknown, { timeZone }: Policy): string | null {
  const atMs = typeof until === 'string' ? Date.parse(until) : Number.NaN
  return Number.isNaN(atMs) ? null : wallClock(atMs, timeZone).slice(5, 16)
}
