import type { CaseFile, IssuedCode } from '../model/case.js'
import type { Examined, RecordingFact, RecordingFactCode } from '../model/examined.js'
import type { Sentence } from '../model/field.js'
import type { Policy } from '../model/policy.js'
import type { Signal, SignalCode } from '../model/signal.js'
import { findOrderPage } from './find-order-page.js'
import { foldConfusables, squash } from './fold-confusables.js'
import { makeSignal, type Place } from './make-signal.js'
import { maskKey } from './mask-key.js'
import type { PieceMatch } from './match-order.js'

const signalOf: Partial<Record<RecordingFactCode, SignalCode>> = {
  'clock-backward': 'clock-runs-backward',
  'clock-jump': 'recording-clock-jump',
  cut: 'recording-cut',
  reversed: 'recording-reversed',
  'speed-changed': 'recording-speed-changed',
  still: 'recording-still',
  're-encoded': 'recording-re-encoded',
}

/** Says what recordings tell of how they were made, whether one runs from the order to the failure, and whether the key that was entered is the delivered one. */
export function weighRecording(caseFile: CaseFile, matches: readonly PieceMatch[]): readonly Signal[] {
  const pieces = matches.map(({ piece }) => piece)
  const made = (Object.keys(signalOf) as RecordingFactCode[]).flatMap((code) => weighFact(caseFile, pieces, code))
  return [...made, ...weighCourse(caseFile, matches), ...weighChallenge(caseFile, matches), ...weighEnteredKeys(caseFile, matches)]
}

const mostTold = 3

function weighFact({ policy }: CaseFile, pieces: readonly Examined[], code: RecordingFactCode): readonly Signal[] {
  const found = pieces.flatMap(({ file, facts }) => facts.filter((fact) => fact.code === code).map((fact) => ({ file, fact })))
  const signal = signalOf[code]
  if (!signal || found.length === 0) return []
  const told = found.slice(0, mostTold).map(({ fact }) => fact.because)
  const because = { zh: `录屏：${told.map(({ zh }) => zh).join('')}`, en: `Recording: ${told.map(({ en }) => en).join(' ')}` }
  return [makeSignal(policy, signal, because, found)]
}

/** What keeps a recording from being one unbroken stretch of time. */
const breaks: ReadonlySet<RecordingFactCode> = new Set(['clock-backward', 'clock-jump', 'cut', 'reversed', 'speed-changed', 'still'])

/** One recording that goes from this order's page to the failure, and nothing says that it was cut. */
function weighCourse({ policy }: CaseFile, matches: readonly PieceMatch[]): readonly Signal[] {
  const unbroken = matches.filter((match) => runsWhole(match, policy))
  if (unbroken.length === 0) return []
  const because: Sentence = {
    zh: '同一段录屏从订单页一直录到出现错误，没有发现剪辑痕迹。',
    en: 'One recording goes from the order page to the error, with no sign of a cut.',
  }
  return [makeSignal(policy, 'recording-continuous', because, unbroken.map(placeOf))]
}

function runsWhole(match: PieceMatch, policy: Policy): boolean {
  const { facts, reading, shows } = match.piece
  if (reading.media !== 'recording' || shows !== 'failure' || facts.some(({ code }) => breaks.has(code))) return false
  const fromMs = findOrderPage(match, policy)?.frameMs ?? null
  return fromMs !== null && facts.some((fact) => isError(fact) && fact.atMs > fromMs)
}

/** Such a recording with a code of this case, which was there before the code was over; without one nothing is said. */
function weighChallenge({ policy, issuedCodes = [], evidence }: CaseFile, matches: readonly PieceMatch[]): readonly Signal[] {
  const announcedAt = new Map(evidence.map((piece) => [piece.file, piece.announcedAt]))
  const shown = matches.filter((match) => {
    const at = announcedAt.get(match.piece.file)
    const { challengeCode } = match.piece
    if (challengeCode === null || at === undefined || !runsWhole(match, policy)) return false
    return issuedCodes.some((issued) => looksAlike(issued.code, challengeCode) && isInTime(issued, at))
  })
  if (shown.length === 0) return []
  const because: Sentence = {
    zh: '录屏里有本案发给买家的一次性录屏码，并在有效时间内录完：不是旧录屏，也不是别人的录屏。',
    en: 'The recording shows the one-time code that was issued for this case, and was made while it was valid: it is neither an old recording nor one of somebody else.',
  }
  return [makeSignal(policy, 'challenge-code-shown', because, shown.map(placeOf))]
}

function looksAlike(one: string, other: string): boolean {
  return foldConfusables(one) === foldConfusables(other)
}

function isInTime({ issuedAt, expiresAt }: IssuedCode, at: string): boolean {
  const atMs = Date.parse(at)
  return Date.parse(issuedAt) <= atMs && atMs <= Date.parse(expiresAt)
}

function isError({ code }: RecordingFact): boolean {
  return code === 'error-appears'
}

function placeOf({ piece: { file } }: PieceMatch): Place {
  return { file }
}

function weighEnteredKeys({ policy }: CaseFile, matches: readonly PieceMatch[]): readonly Signal[] {
  return (['matches', 'differs'] as const).flatMap((verdict) => {
    const found = matches.filter(({ enteredKey }) => enteredKey.verdict === verdict)
    const [first] = found
    if (!first) return []
    const [read, expected] = [maskKey(first.enteredKey.read ?? ''), maskKey(first.enteredKey.expected ?? '')]
    const places = found.map(({ piece: { file }, enteredKey: { box } }): Place => ({ file, ...(box ? { box } : {}) }))
    if (verdict === 'differs') {
      const because = {
        zh: `录屏里输入的卡密是 ${read}，平台发出的是 ${expected}，两者不同。`,
        en: `The key entered in the recording is ${read}, the delivered one is ${expected}: they differ.`,
      }
      return [makeSignal(policy, 'typed-key-differs', because, places)]
    }
    const isAsRead = squash(first.enteredKey.read ?? '') === squash(first.enteredKey.expected ?? '')
    const because = {
      zh: `录屏里输入的卡密 ${expected}${isAsRead ? '' : `(读作 ${read})`} 就是平台发出的那一个。`,
      en: `The key entered in the recording, ${expected}${isAsRead ? '' : ` (read ${read})`}, is the one that was delivered.`,
    }
    return [makeSignal(policy, 'typed-key-matches', because, places)]
  })
}
