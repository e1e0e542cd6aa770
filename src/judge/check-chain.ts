import type { CaseFile, EvidencePiece } from '../model/case.js'
import type { ClaimReason } from '../model/claim.js'
import type { EvidenceKind } from '../model/evidence.js'
import type { Examined, PhraseSays } from '../model/examined.js'
import type { Policy } from '../model/policy.js'
import type { MissingLink } from '../model/verdict.js'
import { askFor, type Lack } from './ask-for.js'
import { findOrderPage } from './find-order-page.js'
import { isSamePage } from './is-same-page.js'
import type { PieceMatch } from './match-order.js'
import { phrasesOn } from './phrases-on.js'
import type { RecordFacts } from './read-record.js'
import { usedKind } from './used-kind.js'
import type { IssuerSays } from './weigh-issuer.js'

type Link = MissingLink['link']

/** The evidence chain of rules.md section 3 as far as it is given. */
export interface Chain {
  /** Share of the needed links that is given, 0-1; 1 when the reason needs none. */
  readonly score: number
  readonly missing: readonly MissingLink[]
  /** How many links the reason needs. */
  readonly needed: number
  /** Something was sent for a missing link, but it cannot be read or hides what is needed. */
  readonly unreadable: boolean
  /** The number or the key stands beside the failure itself or in the third party's words, not only on another picture. */
  readonly tiedBeside: boolean
  /** Of an order of several keys every one is on a failure or a proof: what is paid back is the whole order. */
  readonly everyKeyShown: boolean
  readonly failures: readonly PieceMatch[]
  readonly proofs: readonly PieceMatch[]
  /** Pieces that cover what a missing link needs. */
  readonly redacted: readonly Examined[]
}

const failureLinks: readonly Link[] = ['order-page', 'failure', 'tie-to-order', 'third-party']
const pictureLinks: readonly Link[] = ['order-page', 'picture-of-delivery', 'tie-to-order']
/** Which links delivered goods need, by the reason of the claim (rules.md section 3). */
export const needed: Readonly<Record<ClaimReason, readonly Link[]>> = {
  'activation-failed': failureLinks,
  'key-invalid': failureLinks,
  'key-already-used': failureLinks,
  'top-up-not-received': ['order-page', 'account-record', 'tie-to-order', 'third-party'],
  'wrong-product': pictureLinks,
  'not-as-described': pictureLinks,
  'duplicate-payment': [],
  'not-delivered': [],
  'changed-mind': [],
  other: [],
}

/** Checks which links the reason needs and which the evidence gives. A page of another order gives nothing. */
export function checkChain(caseFile: CaseFile, record: RecordFacts, matches: readonly PieceMatch[], issuer: IssuerSays): Chain {
  const { claim } = caseFile
  const usable = matches.filter(({ ofAnotherOrder }) => !ofAnotherOrder)
  const failures = usable.filter((match) => givesSubject(match, claim.reason))
  const proofs = usable.filter(({ piece }) => isThirdPartyProof(piece))
  const tiedBeside = [...failures, ...proofs].some(({ ofThisOrder }) => ofThisOrder)
  const given: Readonly<Record<Link, boolean>> = {
    'order-number': true,
    'clear-statement': true,
    'order-page': claim.door === 'order-page' || usable.some((match) => givesOrderPage(match, caseFile.policy)),
    failure: failures.length > 0,
    'account-record': failures.length > 0,
    'picture-of-delivery': failures.length > 0,
    'tie-to-order': tiedBeside || usable.some(({ key }) => key.verdict === 'matches'),
    'third-party':
      proofs.some((proof) => standsAlone(proof, failures, caseFile.policy.match.sameShotBits)) ||
      issuer === 'used-by-other' ||
      issuer === 'unused',
  }
  // Undelivered goods have their own road: no proof is ever asked (rules.md section 2).
  const links = record.delivery === 'delivered' ? needed[claim.reason] : []
  const lacking = links.filter((link) => !given[link])
  // Without a failure there is nothing to tie: one question at a time.
  const asked = lacking.filter((link) => link !== 'tie-to-order' || failures.length > 0)
  const missing = asked.map((link) => askFor(link, lacksOf(link, caseFile, usable)))
  return {
    score: links.length === 0 ? 1 : (links.length - lacking.length) / links.length,
    missing,
    needed: links.length,
    unreadable: asked.some((link) => lacksOf(link, caseFile, usable).some((lack) => lack === 'readable' || lack === 'unredacted')),
    tiedBeside,
    everyKeyShown: showEveryKey(record.keys, [...failures, ...proofs]),
    failures,
    proofs,
    redacted: asked.some((link) => lacksOf(link, caseFile, usable).includes('unredacted'))
      ? usable.map(({ piece }) => piece).filter(isRedacted)
      : [],
  }
}

function showEveryKey(keys: RecordFacts['keys'], pieces: readonly PieceMatch[]): boolean {
  const shown = new Set(pieces.flatMap(({ keysShown }) => keysShown))
  return keys.length < 2 || keys.every((tokens) => tokens.some((token) => shown.has(token)))
}

/** The buyer's own screens, where failure and success are meant; a paid bill or a completed order is no activation. */
export function isOwnPage(piece: Examined): boolean {
  return ['activation-failure', 'activation-recording', 'licence-status', 'other'].includes(usedKind(piece))
}

/** Failure, account record or picture of what was delivered: whatever the reason wants to see. */
function givesSubject(match: PieceMatch, reason: ClaimReason): boolean {
  if (reason === 'wrong-product' || reason === 'not-as-described') return givesPicture(match)
  if (reason === 'top-up-not-received') return givesAccountRecord(match)
  return failureLacks(match.piece).length === 0
}

/** A recording with the error, or a screenshot with error code and time: what such a piece still lacks (rules.md section 3, link 2). */
export function failureLacks(piece: Examined): readonly Lack[] {
  const kind = usedKind(piece)
  const isFailurePage = kind === 'activation-failure' || kind === 'activation-recording' || kind === 'licence-status'
  if (!isFailurePage || piece.shows !== 'failure') return ['failure']
  // a picture that was held is at most a screenshot
  if (piece.reading.media === 'recording' && !piece.facts.some(({ code }) => code === 'still')) return []
  const lacks: Lack[] = []
  if (!piece.fields.some(({ type, value }) => type === 'error-code' && value !== null)) lacks.push('error-code')
  if (!hasOwnTime(piece)) lacks.push('time')
  return lacks
}

/** A time of day at which the page was seen: its own, or the screen's clock; not that of the order or of a validity. */
function hasOwnTime({ fields }: Examined): boolean {
  return fields.some(
    (field) => field.type === 'timestamp' && field.value?.includes(':') && ['clock', 'failed', 'other', 'message'].includes(field.role),
  )
}

/** An account or game record without the arrival: it says the failure, or it is a dated page with figures or the order's number. */
function givesAccountRecord({ piece, ofThisOrder }: PieceMatch): boolean {
  if (!isOwnPage(piece) || piece.shows === 'success') return false
  if (piece.shows === 'failure' && usedKind(piece) !== 'other') return true
  return hasOwnTime(piece) && (ofThisOrder || piece.fields.some(({ type }) => type === 'amount'))
}

function givesPicture({ piece, key }: PieceMatch): boolean {
  if (usedKind(piece) === 'order-page') return key.verdict === 'matches'
  return isOwnPage(piece) && piece.reading.lines.length > 0 && !piece.reading.quality.includes('blank')
}

/** The order's page, or a recording that passes through it: by number or key. */
function givesOrderPage(match: PieceMatch, policy: Policy): boolean {
  const { piece, ofThisOrder, orderNumber, key } = match
  if (piece.reading.media === 'recording') return findOrderPage(match, policy) !== null
  return usedKind(piece) === 'order-page' && ofThisOrder && (orderNumber.verdict === 'matches' || key.verdict === 'matches')
}

/** Official support that confirms the fault, or a licence page that says so; a private contact is no official support. */
function isThirdPartyProof(piece: Examined): boolean {
  const says = (what: PhraseSays, phrases = piece.phrases) => phrases.some((phrase) => phrase.says === what && phrase.confidence >= 0.5)
  if (says('private-contact')) return false
  return says('support-confirms-fault', phrasesOn(piece, 'support-chat')) || says('licence-bad', phrasesOn(piece, 'licence-status'))
}

/**
 * One screenshot, saved again or cut anew, is not both the failure and the third party's word on it; a recording may go from one
 * to the other.
 */
function standsAlone({ piece: { reading } }: PieceMatch, failures: readonly PieceMatch[], sameShotBits: number): boolean {
  const isOther = ({ piece }: PieceMatch) => !isSamePage(piece.reading, reading, sameShotBits)
  return reading.media === 'recording' || failures.length === 0 || failures.some(isOther)
}

/** Why a missing link is missing although something was sent for it. */
function lacksOf(link: Link, { evidence }: CaseFile, usable: readonly PieceMatch[]): readonly Lack[] {
  const lacks = new Set<Lack>()
  if (evidence.some((piece) => isUnreadable(piece, usable) && servesLink(piece.as, link))) lacks.add('readable')
  const pieces = usable.map(({ piece }) => piece)
  if ((link === 'tie-to-order' || link === 'order-page') && pieces.some(isRedacted)) lacks.add('unredacted')
  if (link === 'failure') {
    const nearest = pieces.map(failureLacks).filter((found) => !found.includes('failure'))
    for (const lack of nearest.reduce((a, b) => (a && a.length <= b.length ? a : b), nearest[0]) ?? []) lacks.add(lack)
  }
  if (link === 'third-party' && pieces.some(({ phrases }) => phrases.some(({ says }) => says === 'private-contact'))) lacks.add('official')
  return [...lacks]
}

/** The number or the key is covered, or something is and neither is found. */
export function isRedacted({ fields, reading }: Examined): boolean {
  const numbers = fields.filter(({ type }) => type === 'order-number' || type === 'card-key')
  return numbers.some(({ unreadable }) => unreadable) || (numbers.length === 0 && reading.obscured.length > 0)
}

/** Nothing came of it: no reading at all, or one too small, blurred or blank to hold anything. */
export function isUnreadable(piece: EvidencePiece, matches: readonly PieceMatch[]): boolean {
  if (piece.reading === null) return true
  const poor = piece.reading.quality.some((fault) => fault !== 'cropped')
  const match = matches.find((one) => one.piece.file === piece.file)
  return piece.reading.lines.length === 0 || (poor && (!match || (match.piece.fields.length === 0 && match.piece.shows === 'neither')))
}

function servesLink(as: EvidenceKind | null, link: Link): boolean {
  if (as === null || as === 'other') return true
  if (as === 'order-page' || as === 'payment-receipt') return link === 'order-page'
  if (as === 'support-chat') return link === 'third-party'
  if (as === 'licence-status') return link !== 'order-page'
  return as !== 'merchant-promise' && link !== 'order-page' && link !== 'third-party'
}
