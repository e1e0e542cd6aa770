import { failureLacks, isOwnPage, isRedacted, needed } from '../judge/check-chain.js'
import { findOrderPage } from '../judge/find-order-page.js'
import { isSamePage } from '../judge/is-same-page.js'
import type { PieceMatch } from '../judge/match-order.js'
import { usedKind } from '../judge/used-kind.js'
import type { Claim } from '../model/claim.js'
import type { EvidenceKind } from '../model/evidence.js'
import type { Examined } from '../model/examined.js'
import type { Sentence } from '../model/field.js'
import type { Policy } from '../model/policy.js'
import type { QualityFault } from '../model/reading.js'
import { type AdviceCode, type AdviceTone, adviceWords, kindWords } from './advice-words.js'

/** One thing a buyer is told of a piece: what was seen, and how to do it better. */
export interface Advice {
  readonly code: AdviceCode
  readonly tone: AdviceTone
  readonly what: Sentence
  readonly how: Sentence | null
}

/** A piece that was read, or why it could not be, with what it is held against. */
export interface AdvisedPiece {
  /** The code of the fault; null when it was read. */
  readonly fault: string | null
  readonly match: PieceMatch | null
  /** Read before it in the same case. */
  readonly earlier: readonly Examined[]
  readonly claim: Claim
  readonly policy: Policy
}

/**
 * Tells the buyer of one piece what is missing or wrong and how to do it better, worst first; of one without fault what it
 * gives. Says nothing of what is thought of the buyer: no score, no sign of a forgery.
 */
export function advisePiece(advised: AdvisedPiece): readonly Advice[] {
  const { fault, match, earlier, claim, policy } = advised
  if (fault !== null) return [adviceOf(faultCodes[fault] ?? 'not-readable')]
  if (match === null) return []
  const { piece } = match
  const quality = piece.reading.quality.map((one): AdviceCode => qualityCodes[one])
  // What cannot be seen cannot be told.
  if (quality.includes('blank')) return [adviceOf('blank')]
  if (piece.reading.lines.length === 0) return (quality.length > 0 ? quality : (['nothing-read'] as const)).map((code) => adviceOf(code))
  if (earlier.some((other) => isSamePage(other.reading, piece.reading, policy.match.sameShotBits))) return [adviceOf('duplicate')]
  const wrong = [...quality, ...wrongOf(match, claim, policy)]
  const shown = wrong.map((code) => adviceOf(code, piece))
  const good = goodOf(match).map((code) => adviceOf(code))
  const told = shown.some(({ tone }) => tone === 'problem') ? shown : [...shown, ...good]
  return told.length > 0 ? told.toSorted((a, b) => order[a.tone] - order[b.tone]) : [adviceOf('kept')]
}

const order: Readonly<Record<AdviceTone, number>> = { problem: 0, hint: 1, good: 2 }

const faultCodes: Readonly<Record<string, AdviceCode>> = {
  'file-too-large': 'too-large',
  'picture-too-large': 'too-large',
  'recording-too-large': 'too-large',
  'recording-too-long': 'too-long',
  'reading-timed-out': 'too-long',
  'picture-damaged': 'damaged',
  'recording-damaged': 'damaged',
  'file-empty': 'damaged',
  'format-unknown': 'wrong-format',
  'format-refused': 'wrong-format',
}

const qualityCodes: Readonly<Record<QualityFault, AdviceCode>> = {
  'too-small': 'too-small',
  blurred: 'blurred',
  cropped: 'cropped',
  blank: 'blank',
}

function adviceOf(code: AdviceCode, piece?: Examined): Advice {
  const { tone, what, how } = adviceWords[code]
  if (code !== 'another-kind' || !piece?.as) return { code, tone, what, how }
  const [said, seen] = [kindWords[piece.as], kindWords[usedKind(piece)]]
  const named = (text: string, language: keyof Sentence) => text.replace('{kind}', said[language]).replace('{seen}', seen[language])
  return { code, tone, what: { zh: named(what.zh, 'zh'), en: named(what.en, 'en') }, how }
}

/** What is wrong with what it shows; one question at a time where one answers the others. */
function wrongOf(match: PieceMatch, claim: Claim, policy: Policy): readonly AdviceCode[] {
  const { piece } = match
  if (match.ofAnotherOrder) return ['another-order']
  const codes: AdviceCode[] = []
  if (isRedacted(piece)) codes.push('covered')
  if (isOfAnotherKind(piece)) codes.push('another-kind')
  if (piece.phrases.some(({ says }) => says === 'private-contact')) codes.push('private-contact')
  if (needed[claim.reason].includes('failure') && isAboutFailure(piece)) codes.push(...wrongOfFailure(match, claim, policy))
  return codes
}

/** Of a kind that was named wrongly; a failure filmed or shot is one and the same to a buyer, and so is whoever speaks for the maker. */
function isOfAnotherKind(piece: Examined): boolean {
  const used = usedKind(piece)
  if (piece.as === null || piece.as === 'other' || used === 'other' || used === piece.as) return false
  const said = piece.as
  return ![failureKinds, thirdPartyKinds].some((kinds) => kinds.has(said) && kinds.has(used))
}

const failureKinds: ReadonlySet<EvidenceKind> = new Set(['activation-failure', 'activation-recording', 'licence-status'])

const thirdPartyKinds: ReadonlySet<EvidenceKind> = new Set(['support-chat', 'licence-status'])

function isAboutFailure(piece: Examined): boolean {
  return isOwnPage(piece) && (piece.as === null || failureKinds.has(piece.as)) && usedKind(piece) !== 'licence-status'
}

function wrongOfFailure(match: PieceMatch, claim: Claim, policy: Policy): readonly AdviceCode[] {
  const { piece } = match
  if (piece.shows === 'success') return ['success-shown']
  if (piece.shows !== 'failure') return ['no-failure']
  const isRecording = piece.reading.media === 'recording'
  const lacks = failureLacks(piece)
  const codes: AdviceCode[] = []
  if (lacks.includes('error-code')) codes.push('no-error-code')
  if (lacks.includes('time')) codes.push('no-time')
  if (isRecording && claim.door !== 'order-page' && findOrderPage(match, policy) === null) codes.push('no-order-page')
  else if (!match.ofThisOrder) codes.push('not-tied')
  return codes
}

function goodOf({ piece, ofThisOrder }: PieceMatch): readonly AdviceCode[] {
  const says = (...what: readonly string[]) => piece.phrases.some((phrase) => what.includes(phrase.says))
  const codes: AdviceCode[] = []
  if (ofThisOrder) codes.push('this-order')
  if (piece.shows === 'failure' && isOwnPage(piece)) codes.push('failure-seen')
  if (says('support-confirms-fault', 'licence-bad') && !says('private-contact')) codes.push('support-seen')
  if (piece.challengeCode !== null) codes.push('code-seen')
  return codes
}
