import { askFor } from '../judge/ask-for.js'
import { type Chain, needed } from '../judge/check-chain.js'
import { maskKey } from '../judge/mask-key.js'
import type { PieceMatch } from '../judge/match-order.js'
import { usedKind } from '../judge/used-kind.js'
import { challengeActions } from '../model/challenge-action.js'
import type { Examined } from '../model/examined.js'
import type { Field, FieldType, Sentence } from '../model/field.js'
import type { Policy } from '../model/policy.js'
import type { MissingLink, Outcome } from '../model/verdict.js'
import type { ChallengeRow } from '../ports/store/buyer-links.js'
import type { CaseMoveRow, CaseRow } from '../ports/store/cases.js'
import type { EvidenceRow } from '../ports/store/evidence.js'
import type { OrderRow } from '../ports/store/orders.js'
import type { VerdictRow } from '../ports/store/verdicts.js'
import { kindWords } from './advice-words.js'
import { advisePiece } from './advise-piece.js'
import { needWords, reasonWords, resultWords, standWords } from './buyer-words.js'
import { maskKeys } from './mask-keys.js'
import { keysOf } from './report-reading.js'
import { tellMove } from './tell-move.js'

/** What a buyer may do with a case now. */
export interface BuyerMoves {
  readonly upload: boolean
  readonly say: boolean
  readonly askPerson: boolean
  readonly appeal: boolean
  /** An appeal would be open if a new piece came first. */
  readonly appealNeedsEvidence: boolean
  readonly withdraw: boolean
}

interface BuyersPiece {
  readonly row: EvidenceRow
  readonly match: PieceMatch | null
}

/** A case with what its buyer is shown of it, as it stands now: what is read counts at once, before anything is judged. */
export interface BuyersCase {
  readonly row: CaseRow
  readonly known: OrderRow | null
  readonly policy: Policy
  readonly verdict: VerdictRow | null
  readonly moves: readonly CaseMoveRow[]
  /** The buyer's own pieces, oldest first; `match` when it was read and there is an order to hold it against. */
  readonly pieces: readonly BuyersPiece[]
  /** Delivered goods need links; `needed` 0: none are. */
  readonly chain: Chain
  /** The latest code that is still valid. */
  readonly challenge: ChallengeRow | null
  readonly may: BuyerMoves
}

type Language = keyof Sentence
type Say = (sentence: Sentence) => string

/**
 * A case in words for its buyer. Card keys are hidden in everything, whoever wrote it; nothing is said of score, signals and
 * trust, and no word of merchant or reviewer but what a person decided to tell the buyer.
 */
export function tellBuyer(seen: BuyersCase, language: Language, now: string) {
  const { row, known, policy, pieces, moves, challenge, may } = seen
  const keys = [...(known?.order.deliveredKeys ?? []), ...pieces.flatMap(({ match }) => (match ? keysOf(match.piece.fields) : []))]
  const hide = maskKeys(keys)
  const say: Say = (sentence) => hide(sentence[language])
  const stands = (row.state === 'appealable' || row.state === 'closed') && row.result ? resultWords[row.result] : standWords[row.state]
  const submitted = { at: row.createdAt, what: submittedWords, words: null }
  const told = [submitted, ...moves.map(tellMove).filter((move) => move !== null)]
  return {
    id: row.id,
    now,
    timeZone: policy.timeZone,
    reason: row.claim.reason,
    reasonWords: say(reasonWords[row.claim.reason]),
    statement: hide(row.claim.statement),
    submittedAt: row.claim.submittedAt,
    order: known && orderOf(known, hide),
    state: row.state,
    result: row.result,
    title: say(stands.title),
    next: say(stands.next),
    waitsForBuyer: row.state === 'needs-evidence' || (row.state === 'arbitration' && !row.rested.includes('buyer')),
    until: row.deadlineAt,
    explanation: explanationOf(seen, say, hide),
    refundFen: row.state === 'paying' ? (row.paying?.amountFen ?? null) : row.paidFen > 0 ? row.paidFen : null,
    needs: needsOf(seen, say),
    pieces: pieces.map((piece, at) => tellPiece(seen, piece, at, { language, hide })),
    timeline: told.map(({ at, what, words }) => ({ at, what: say(what), words: words && hide(words) })),
    may,
    challenge: challenge && tellChallenge(challenge),
  }
}

const submittedWords: Sentence = { zh: '提交了退款申请', en: 'The claim was filed' }

function orderOf({ order: { number, product, amountFen, paidAt } }: OrderRow, hide: (text: string) => string) {
  return { number, productName: hide(product.name), amountFen, paidAt }
}

/** Why: a person's words where a person decided, else the machine's, as long as its outcome is what the case came to. */
function explanationOf({ row, verdict, moves }: BuyersCase, say: Say, hide: (text: string) => string): string | null {
  const decided = moves.findLast(({ name }) => name === 'decided')
  if (decided) return decided.said.words?.trim() ? hide(decided.said.words) : null
  if (!verdict || !outcomesBehind(row).includes(verdict.verdict.outcome)) return null
  return say(verdict.verdict.explanation)
}

/** Outcomes that led where a case stands; where what is missing, or whose turn it is, stands beside it, none need be said. */
function outcomesBehind({ state, result }: CaseRow): readonly Outcome[] {
  if (state === 'paying') return paying
  if (state === 'appealable' || state === 'closed') return result === 'paid' ? paying : result === 'not-eligible' ? ['not-eligible'] : []
  if (state === 'on-hold') return ['hold']
  return state === 'in-review' || state === 'arbitration' || state === 'appeal-review' ? ['review'] : []
}

const paying: readonly Outcome[] = ['instant-refund', 'refund']

/** What delivered goods need for this reason, given or not, and the one question that a verdict asked beyond. */
function needsOf({ row, chain, verdict }: BuyersCase, say: Say) {
  const missing = new Map(chain.missing.map((one) => [one.link, one]))
  const asked = (verdict?.verdict.completeness.missing ?? []).filter(({ link }) => link === 'order-number' || link === 'clear-statement')
  for (const one of row.state === 'needs-evidence' ? asked : []) missing.set(one.link, one)
  const always = chain.needed > 0 ? needed[row.claim.reason].filter((link) => link !== 'tie-to-order') : []
  const links = [...new Set<MissingLink['link']>([...always, ...missing.keys()])]
  return links.map((link) => {
    const { title, how, picture } = needWords[link]
    const ask = missing.get(link)?.ask ?? null
    const kinds = [...askFor(link).kinds]
    return { link, title: say(title), how: say(how), picture, kinds, isGiven: !missing.has(link), ask: ask && say(ask) }
  })
}

interface Telling {
  readonly language: Language
  readonly hide: (text: string) => string
}

function tellPiece({ pieces, row: { claim }, policy }: BuyersCase, { row, match }: BuyersPiece, at: number, { language, hide }: Telling) {
  const earlier = pieces.slice(0, at).flatMap((other) => (other.match ? [other.match.piece] : []))
  const fault = row.state === 'faulty' ? (row.fault?.code ?? 'unknown') : null
  const advice = advisePiece({ fault, match, earlier, claim, policy })
  return {
    id: row.id,
    fileName: hide(row.fileName),
    as: row.as,
    kind: match && kindWords[usedKind(match.piece)][language],
    media: match?.piece.reading.media ?? null,
    bytes: row.bytes,
    state: row.state,
    at: row.createdAt,
    reads: match ? readsOf(match.piece, language, hide) : [],
    advice: advice.map(({ code, tone, what, how }) => ({ code, tone, what: hide(what[language]), how: how && hide(how[language]) })),
  }
}

const fieldWords: Readonly<Record<FieldType, Sentence>> = {
  'order-number': { zh: '订单号', en: 'Order number' },
  'payment-number': { zh: '付款单号', en: 'Payment number' },
  'refund-number': { zh: '退款单号', en: 'Refund number' },
  'error-code': { zh: '错误代码', en: 'Error code' },
  timestamp: { zh: '时间', en: 'Time' },
  'card-key': { zh: '卡密', en: 'Key' },
  amount: { zh: '金额', en: 'Amount' },
}

const mostReads = 8

/** Each value once, what ties it to the order first. */
function readsOf({ fields }: Examined, language: Language, hide: (text: string) => string) {
  const types = Object.keys(fieldWords)
  const read = fields.filter(({ value }) => value !== null).toSorted((a, b) => types.indexOf(a.type) - types.indexOf(b.type))
  const lines = read.map((field) => `${fieldWords[field.type][language]}\n${shownValue(field, hide)}`)
  return [...new Set(lines)].slice(0, mostReads).map((line) => {
    const [label = '', value = ''] = line.split('\n')
    return { label, value }
  })
}

function shownValue({ type, value }: Field, hide: (text: string) => string): string {
  const text = (value ?? '').replace(/\s+/g, ' ')
  if (type === 'card-key') return maskKey(text)
  return hide(type === 'timestamp' ? text.replace('T', ' ') : text)
}

/** A one-time code and what to do while filming it, as its buyer is told. */
export function tellChallenge({ code, expiresAt, action }: ChallengeRow) {
  return { code, expiresAt, action: action && challengeActions[action].ask }
}
