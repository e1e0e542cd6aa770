import { planNextLook, planRefund, weighAnswer, weighDispute, weighTrade } from '../act/plan-refund.js'
import { toFault } from '../errors.js'
import { addJobs } from '../intake/add-jobs.js'
import { announceEvent } from '../intake/announce-event.js'
import type { JobPayloads } from '../jobs.js'
import type { Sentence } from '../model/field.js'
import type { PaymentChannel, PaymentChannels, RefundAnswer } from '../ports/payments.js'
import type { RefundRow } from '../ports/store/refunds.js'
import type { PlatformRows, Store } from '../ports/store.js'
import { hearRefund, type RefundNews } from './hear-refund.js'
import { policyForOrder } from './policy-for.js'
import { readKnownOrder } from './read-known-order.js'
import { lockRefund, settleRefund } from './settle-refund.js'
import { tellRefund } from './tell-refund.js'

export interface CarryingParts {
  readonly store: Store
  readonly payments: PaymentChannels
  readonly now: () => Date
}

/**
 * Carries a refund one step on. Before it is sent for the first time the payment is looked at; that it is about to be sent
 * is committed before it is; what came back is committed after. Whoever dies in between leaves an `unknown` refund, which is
 * asked about, and sent again under the same number only when the channel knows no such refund. One that is settled, not
 * due or held by another does nothing.
 */
export async function carryRefund(parts: CarryingParts, { platformId, refundId }: JobPayloads['carry-refund']): Promise<void> {
  const { store, now } = parts
  const due = new Date(now().getTime() + skewMs).toISOString()
  const side = await store.inAll(({ platforms }) => platforms.get(platformId))
  const taken = await store.inPlatform(platformId, ({ refunds }) => refunds.take(refundId, due, leaseMs))
  if (taken.is === 'early') return store.inPlatform(platformId, (rows) => comeAgain(rows, refundId))
  if (taken.is !== 'taken') return
  const { refund } = taken
  // A test side never moves money.
  const channel = side?.mode === 'live' ? parts.payments.of(platformId, refund.channel) : null
  const news = await step(parts, platformId, refund, channel, Date.parse(due) + leaseMs)
  if (!news) return
  const by = { actor: 'system', now: now().toISOString() }
  await store.inPlatform(platformId, (rows) => hearRefund(rows, refundId, news, by))
}

/** The clock of the machine that planned it may be ahead of this one. */
const skewMs = 1000

/** Longer than three questions to a channel take: another takes over after it, or before when this process is not heard of any more. */
const leaseMs = 60_000

/** From the word that it is about to be sent until it is sent, at most: so long nobody may take this process for dead. */
const sendingMs = 4000

async function comeAgain(rows: PlatformRows, refundId: string): Promise<void> {
  const row = await rows.refunds.get(refundId)
  if (row === null || row.settledAt !== null || row.nextAt === null) return
  const job = { name: 'carry-refund' as const, payload: { platformId: rows.platformId, refundId } }
  await addJobs(rows, [job], { runAt: row.nextAt, turn: row.attempts })
}

/** What was heard; null when all is kept already. */
async function step(
  parts: CarryingParts,
  platformId: string,
  refund: RefundRow,
  channel: PaymentChannel | null,
  leaseEndsMs: number,
): Promise<RefundNews | null> {
  if (planRefund(refund) === 'wait') return { is: 'waits', words: null }
  if (!channel && refund.paidBy === null) {
    await parts.store.inPlatform(platformId, (rows) => handOver(rows, refund.id, parts.now().toISOString()))
    return null
  }
  if (!channel) return { is: 'waits', words: 'no account at this payment channel is set up any more' }
  try {
    return await askChannel({ ...parts, platformId, channel, leaseEndsMs }, refund)
  } catch (thrown) {
    const { code, detail } = toFault(thrown)
    const words = `${code}: ${detail}`
    return code === 'payment-answer-unclear' ? { is: 'unclear', words } : { is: 'waits', words }
  }
}

interface Asking extends CarryingParts {
  readonly platformId: string
  readonly channel: PaymentChannel
  readonly leaseEndsMs: number
}

async function askChannel(asking: Asking, refund: RefundRow): Promise<RefundNews | null> {
  const { channel, store, platformId, now } = asking
  const { number: refundNumber, paymentNumber, merchantOrderNumber, amountFen, totalFen, reason } = refund
  const ask = { refundNumber, paymentNumber, merchantOrderNumber, amountFen }
  const mayBeSent = planRefund(refund) === 'ask-refund'
  if (mayBeSent) {
    const answer = await channel.queryRefund(ask)
    if (answer.is !== 'not-found') return weighAnswer(refund, answer)
    // It had taken it on: asked once more before anything is sent.
    if (refund.state === 'accepted') return { is: 'unclear', words: 'the channel no longer knows the refund it accepted' }
  }
  const because = weighTrade(refund, await channel.queryTrade({ paymentNumber, merchantOrderNumber }))
  const at = now().toISOString()
  const startedMs = performance.now()
  const gate = await store.inPlatform(platformId, (rows) => intend(rows, refund, because, at))
  // Another has taken it over by now, or soon will.
  if (gate !== 'send') return gate
  const isLate = now().getTime() >= asking.leaseEndsMs || performance.now() - startedMs >= sendingMs
  if (isLate) return { is: 'waits', words: 'too late to send it in this turn' }
  const answer = await channel.refund({ ...ask, totalFen, reason })
  return weighAnswer(refund, mayBeSent ? await askTwice(channel, ask, answer) : answer)
}

/** A no to what was sent before may be the no to a repetition of what did go through: the channel is asked before it is believed. */
async function askTwice(
  channel: PaymentChannel,
  ask: Parameters<PaymentChannel['queryRefund']>[0],
  answer: RefundAnswer,
): Promise<RefundAnswer> {
  if (answer.is !== 'failed') return answer
  const again = await channel.queryRefund(ask)
  return again.is === 'not-found' ? answer : again
}

/**
 * Commits that the refund is about to be sent, or that it must not be: then one that nobody can have heard of has failed,
 * and one that may have been sent waits until somebody knows. Null when another holds it by now.
 */
async function intend(rows: PlatformRows, taken: RefundRow, because: Sentence | null, now: string): Promise<'send' | RefundNews | null> {
  const refund = await lockRefund(rows, taken.id)
  if (!refund || refund.settledAt !== null || refund.attempts !== taken.attempts) return null
  if (!(await rows.refunds.isHeld(refund.id, sendingMs))) return { is: 'waits', words: 'others no longer hear of this process' }
  const known = await readKnownOrder(rows, refund.orderNumber)
  const against = because ?? (known ? weighDispute(known.order) : null)
  if (!against) {
    await rows.refunds.change(refund.id, { state: 'unknown', paidBy: 'channel', sentAt: refund.sentAt ?? now })
    return 'send'
  }
  if (refund.sentAt !== null) return { is: 'waits', words: against.en }
  await settleRefund(rows, refund, { is: 'failed', because: against, words: against.en }, { actor: 'system', now })
  return null
}

/** The platform pays itself: it is told once, and looked after until it reports. */
async function handOver(rows: PlatformRows, refundId: string, now: string): Promise<void> {
  const refund = await lockRefund(rows, refundId)
  if (!refund || refund.settledAt !== null || refund.paidBy !== null) return
  const known = await readKnownOrder(rows, refund.orderNumber)
  const against = known ? weighDispute(known.order) : null
  if (against) {
    await settleRefund(rows, refund, { is: 'failed', because: against, words: against.en }, { actor: 'system', now })
    return
  }
  const { windows } = await policyForOrder(rows, refund.orderNumber, now)
  const nextAt = planNextLook({ ...refund, paidBy: 'platform' }, now, windows)
  const handed = await rows.refunds.change(refundId, { paidBy: 'platform', sentAt: now, nextAt })
  const job = { name: 'carry-refund' as const, payload: { platformId: rows.platformId, refundId } }
  await addJobs(rows, [job], { runAt: nextAt, turn: refund.attempts })
  const data = tellRefund(handed ?? refund)
  await announceEvent(rows, { type: 'refund.requested', caseId: refund.caseId, data, key: `${refundId}.requested` })
}
