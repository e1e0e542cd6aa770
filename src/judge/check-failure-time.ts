import type { CaseFile } from '../model/case.js'
import type { ClaimReason } from '../model/claim.js'
import type { Examined } from '../model/examined.js'
import type { SignalCode } from '../model/signal.js'
import { isOwnPage } from './check-chain.js'
import type { Place } from './make-signal.js'
import type { PieceMatch } from './match-order.js'
import type { PieceTime } from './piece-times.js'
import { clockFits } from './place-time.js'
import { usedKind } from './used-kind.js'
import { wallClock } from './zone-time.js'

/** Holds the time of a failure against delivery and upload: what failed before it came, or after it was shown, is another failure. */
export function checkFailureTime(say: Say, one: Timed, { order, claim, policy: { timeZone } }: CaseFile): void {
  if (!order || order.deliveredAt === null) return
  const deliveredMs = Date.parse(order.deliveredAt)
  checkSentBefore(say, one, deliveredMs, timeZone)
  if (!showsFailure(one.match.piece)) return
  const own = keepOwnTimes(one, claim.reason)
  checkDelivery(say, own, deliveredMs, Date.parse(order.createdAt), timeZone)
  checkUnnamedTime(say, own, [order.createdAt, order.paidAt], deliveredMs, timeZone)
}

/** One piece with its times and the moment it came in, in ms. */
export interface Timed {
  readonly match: PieceMatch
  readonly times: readonly PieceTime[]
  readonly uploadedMs: number
}

/** Takes one contradiction down, where it was seen and in both languages. */
export type Say = (code: SignalCode, places: readonly Place[], zh: string, en: string) => void

const minuteMs = 60_000
const dayMs = 86_400_000
/** Clocks of phones, shops and our own differ by a little. */
export const clockSlackMs = 2 * minuteMs
/** What lies this far after the upload cannot be a slow clock. */
export const uploadSlackMs = 10 * minuteMs

/** Whether a piece shows, or is said to show, the failure itself. */
export function showsFailure(piece: Examined): boolean {
  const kind = usedKind(piece)
  return kind === 'activation-failure' || kind === 'activation-recording' || (piece.shows === 'failure' && isOwnPage(piece))
}

/** An account's record lists older top-ups by nature: there only the screen's clock says when the arrival was missing. */
function keepOwnTimes(one: Timed, reason: ClaimReason): Timed {
  return reason === 'top-up-not-received' ? { ...one, times: one.times.filter(({ field }) => field.clock === 'status-bar') } : one
}

/** A failure before the goods came is another key's failure. */
function checkDelivery(say: Say, { match, times, uploadedMs }: Timed, deliveredMs: number, createdMs: number, timeZone: string): void {
  const tell = (field: PieceTime['field'], at: string) =>
    say(
      'failure-before-delivery',
      [{ file: match.piece.file, box: field.box }],
      `画面上的失败时间 ${at} 早于发货时间 ${wallClock(deliveredMs, timeZone)}。`,
      `The failure at ${at} lies before delivery at ${wallClock(deliveredMs, timeZone)}.`,
    )
  const others = times.filter(({ field, placed }) => field.role === 'other' && placed.kind === 'instant')
  for (const { field, placed } of times) {
    const isFailureTime = field.role === 'failed' || field.role === 'clock' || field.clock === 'status-bar'
    if (isFailureTime && placed.kind !== 'clock' && placed.toMs < deliveredMs - clockSlackMs) tell(field, field.text)
    // A clock without a date is before delivery when no day puts it between delivery and upload, and it is not merely after the upload.
    if (isFailureTime && placed.kind === 'clock' && uploadedMs >= deliveredMs) {
      const fits = clockFits(placed, deliveredMs - clockSlackMs, uploadedMs + uploadSlackMs, timeZone)
      if (!fits) tell(field, field.text)
    }
  }
  // Times nobody named count only when all of them are older than the order itself: an old picture.
  const newest = others.reduce<PieceTime | null>((a, b) => (!a || b.placed.toMs > a.placed.toMs ? b : a), null)
  if (newest && newest.placed.toMs < createdMs - dayMs) tell(newest.field, newest.field.text)
}

/** Nobody can show the failure of goods before they came. */
function checkSentBefore(say: Say, { match, uploadedMs }: Timed, deliveredMs: number, timeZone: string): void {
  if (match.piece.shows !== 'failure' || uploadedMs >= deliveredMs - clockSlackMs) return
  say(
    'failure-before-delivery',
    [{ file: match.piece.file }],
    `失败证据在 ${wallClock(uploadedMs, timeZone)} 提交，早于发货时间 ${wallClock(deliveredMs, timeZone)}。`,
    `The failure was sent in at ${wallClock(uploadedMs, timeZone)}, before delivery at ${wallClock(deliveredMs, timeZone)}.`,
  )
}

/**
 * Where nothing but a time that nobody named says when it failed, that time is the failure's and must lie between delivery and
 * upload; the order's own times, repeated on the page, say nothing.
 */
function checkUnnamedTime(
  say: Say,
  { match, times, uploadedMs }: Timed,
  ownIso: readonly (string | null)[],
  deliveredMs: number,
  timeZone: string,
): void {
  if (times.some(({ field }) => field.role === 'failed' || field.role === 'clock' || field.clock === 'status-bar')) return
  const orders = ownIso.flatMap((iso) => (iso === null ? [] : [Date.parse(iso)]))
  const unnamed = times.filter(
    ({ field, placed }) =>
      (field.role === 'other' || field.role === 'message') &&
      placed.kind !== 'day' &&
      !(placed.kind === 'instant' && orders.some((ms) => ms >= placed.fromMs - clockSlackMs && ms <= placed.toMs + clockSlackMs)),
  )
  const [fromMs, toMs] = [deliveredMs - clockSlackMs, uploadedMs + uploadSlackMs]
  const fits = unnamed.some(({ placed }) =>
    placed.kind === 'clock' ? clockFits(placed, fromMs, toMs, timeZone) : placed.toMs >= fromMs && placed.fromMs <= toMs,
  )
  const [first] = unnamed
  if (!first || fits) return
  const isLate = first.placed.kind !== 'clock' && first.placed.fromMs > toMs
  say(
    isLate ? 'time-after-upload' : 'failure-before-delivery',
    [{ file: match.piece.file, box: first.field.box }],
    isLate
      ? `失败画面上的时间 ${first.field.text} 晚于提交时间 ${wallClock(uploadedMs, timeZone)}。`
      : `失败画面上的时间 ${first.field.text} 不在发货时间 ${wallClock(deliveredMs, timeZone)} 与提交时间之间。`,
    isLate
      ? `The time ${first.field.text} beside the failure is later than its upload at ${wallClock(uploadedMs, timeZone)}.`
      : `The time ${first.field.text} beside the failure does not lie between delivery at ${wallClock(deliveredMs, timeZone)} and the upload.`,
  )
}
