import type { CaseFile } from '../model/case.js'
import type { RecordingFactCode } from '../model/examined.js'
import type { Signal } from '../model/signal.js'
import { checkFailureTime, clockSlackMs, type Say, showsFailure, type Timed, uploadSlackMs } from './check-failure-time.js'
import { makeSignal } from './make-signal.js'
import type { PieceMatch } from './match-order.js'
import { heldAgainstFrom, latestOf, type PieceTime, pieceTimes } from './piece-times.js'
import { clockFits } from './place-time.js'
import { readNumberDate } from './read-number-date.js'
import { wallClock } from './zone-time.js'

const dayMs = 86_400_000

/** Holds the times in the evidence against each other and the record: created ≤ paid ≤ delivered ≤ failure ≤ clock ≤ upload. */
export function findContradictions(caseFile: CaseFile, matches: readonly PieceMatch[]): readonly Signal[] {
  const { policy, claim } = caseFile
  if (!caseFile.order) return []
  const signals: Signal[] = []
  const say: Say = (code, places, zh, en) => {
    if (!signals.some((signal) => signal.code === code)) signals.push(makeSignal(policy, code, { zh, en }, places))
  }
  const timed = matches.map((match): Timed => {
    // A claim dated ahead of its judgement must not make room for times that have not come yet.
    const uploadedMs = Math.min(Date.parse(match.piece.uploadedAt ?? claim.submittedAt), Date.parse(caseFile.now))
    return { match, uploadedMs, times: pieceTimes(match.piece, policy.timeZone, uploadedMs) }
  })
  for (const one of timed) {
    checkUpload(say, one, policy.timeZone)
    checkFailureTime(say, one, caseFile)
    checkClocks(say, one, policy.timeZone)
    checkNumberDates(say, one, policy.timeZone)
  }
  const failures = timed.filter(({ match }) => showsFailure(match.piece))
  const inOrder = failures.filter(({ times }) => latestOf(times, ['clock', 'failed']) !== null)
  const isUpset = matches.some(({ piece }) => piece.facts.some(({ code }) => upsets.has(code)))
  if (signals.length === 0 && inOrder.length > 0 && !isUpset)
    say(
      'times-in-order',
      inOrder.map(({ match }) => ({ file: match.piece.file })),
      '失败时间在发货之后、提交之前，时间顺序一致。',
      'The failure lies after delivery and before the claim: the times are in order.',
    )
  return signals
}

/** Where a recording's own clock is not to be believed, no order of times is. */
const upsets: ReadonlySet<RecordingFactCode> = new Set(['clock-backward', 'clock-jump', 'cut', 'reversed'])

/** Nothing that was photographed can be later than the photograph; validity dates lie ahead by nature. */
function checkUpload(say: Say, { match, times, uploadedMs }: Timed, timeZone: string): void {
  for (const { field, placed } of times) {
    const past = field.role !== 'valid-until' && (field.role !== 'other' || field.clock === 'status-bar')
    if (placed.kind === 'clock' || !past || placed.fromMs <= uploadedMs + uploadSlackMs) continue
    say(
      'time-after-upload',
      [{ file: match.piece.file, box: field.box }],
      `画面上的时间 ${field.text} 晚于提交时间 ${wallClock(uploadedMs, timeZone)}。`,
      `The time ${field.text} in the evidence is later than its upload at ${wallClock(uploadedMs, timeZone)}.`,
    )
  }
}

/** The screen's clock cannot be before what the same screen says has happened. */
function checkClocks(say: Say, { match, times, uploadedMs }: Timed, timeZone: string): void {
  if (match.piece.reading.media === 'recording') return
  const pageMs = latestOf(
    times.filter(({ field }) => field.clock === 'page'),
    ['created', 'paid', 'delivered', 'failed', 'message'],
  )
  if (pageMs === null || pageMs > uploadedMs + uploadSlackMs) return
  for (const { field, placed } of times) {
    if (field.clock !== 'status-bar') continue
    const fits =
      placed.kind === 'clock'
        ? clockFits(placed, pageMs - clockSlackMs, uploadedMs + uploadSlackMs, timeZone)
        : placed.toMs >= pageMs - clockSlackMs
    if (fits) continue
    say(
      'clock-before-page-time',
      [{ file: match.piece.file, box: field.box }],
      `截图的状态栏时间是 ${field.text}，而页面上已有 ${wallClock(pageMs, timeZone)} 的记录。`,
      `The screen's clock says ${field.text}, but the page already shows ${wallClock(pageMs, timeZone)}.`,
    )
  }
}

/** The date inside a number against the printed time of order or payment; a day of room for zones and midnight. */
function checkNumberDates(say: Say, { match: { piece }, times }: Timed, timeZone: string): void {
  const printed = times.filter(({ field, placed }) => (field.role === 'created' || field.role === 'paid') && placed.kind !== 'clock')
  for (const field of piece.fields) {
    if ((field.type !== 'order-number' && field.type !== 'payment-number') || field.value === null || field.confidence < heldAgainstFrom)
      continue
    const dates = readNumberDate(field.value, timeZone)
    const off = printed.find(({ placed }) => dates.every((date) => placed.fromMs > date.toMs + dayMs || placed.toMs < date.fromMs - dayMs))
    if (dates.length === 0 || !off || printed.some((other) => other !== off && fitsSome(other, dates))) continue
    const inside = wallClock(dates[0]?.fromMs ?? 0, timeZone).slice(0, 10)
    say(
      'number-date-differs',
      [
        { file: piece.file, box: field.box },
        { file: piece.file, box: off.field.box },
      ],
      `单号 ${field.value} 内含日期 ${inside}，与页面上的时间 ${off.field.text} 不符。`,
      `The number ${field.value} carries the date ${inside}, the page says ${off.field.text}.`,
    )
  }
}

function fitsSome({ placed }: PieceTime, dates: ReturnType<typeof readNumberDate>): boolean {
  return dates.some((date) => placed.fromMs <= date.toMs + dayMs && placed.toMs >= date.fromMs - dayMs)
}
