import type { Sentence } from './field.js'
import type { MerchantAnswer } from './order.js'
import type { Outcome, Payout } from './verdict.js'

/** Where a case stands; all but `closed` count as the one open case of its order. */
export type CaseState =
  | 'open'
  | 'needs-evidence'
  | 'merchant-window'
  | 'arbitration'
  | 'in-review'
  | 'on-hold'
  | 'paying'
  | 'appealable'
  | 'appeal-review'
  | 'closed'

/** How a case ended, or would end if nobody says more; `lapsed`: nothing was decided, what was asked for never came. */
type CaseResult = 'paid' | 'refused' | 'not-eligible' | 'lapsed' | 'withdrawn'

/** The sides of a dispute. */
export type CaseSide = 'buyer' | 'merchant'

/** Whom a case waits for. */
export type CaseWaiter = 'machine' | 'buyer' | 'merchant' | 'both-sides' | 'reviewer' | 'another-reviewer' | 'payment-channel'

/** All that decides how a case may move. Times are ISO 8601, money is fen. */
export interface CaseLife {
  readonly state: CaseState
  /** Null until something ended the first round. */
  readonly result: CaseResult | null
  /** The end of what the case waits for; null when nothing ends it by time. */
  readonly deadlineAt: string | null
  /** When the end is announced beforehand; null when it was, or there is none. */
  readonly remindAt: string | null
  /** `person`: verdicts are advice and move nothing. */
  readonly holder: 'machine' | 'person'
  /** Who gave the result that an appeal would be against: `machine`, or a person's id. */
  readonly firstDecider: string | null
  /** True from the appeal to the end. */
  readonly appealUsed: boolean
  /** How often a person's or the channel's deadline passed. */
  readonly escalations: number
  /** Sides that have nothing more to say in this arbitration. */
  readonly rested: readonly CaseSide[]
  readonly disputeOpen: boolean
  /** Pieces of the buyer that came after the result, never seen in this case before. */
  readonly freshPieces: number
  /** What the payment under way gives back in all, and whether it settles the claim; null when none was decided. */
  readonly paying: { readonly amountFen: number; readonly isFull: boolean } | null
  /** What refunds of the payment under way have given back so far. */
  readonly paidFen: number
  readonly merchantAnswer: MerchantAnswer | null
  /** Moves so far: the number of the last one. */
  readonly moves: number
}

/** The life of a case that was just opened. */
export const newLife: CaseLife = {
  state: 'open',
  result: null,
  deadlineAt: null,
  remindAt: null,
  holder: 'machine',
  firstDecider: null,
  appealUsed: false,
  escalations: 0,
  rested: [],
  disputeOpen: false,
  freshPieces: 0,
  paying: null,
  paidFen: 0,
  merchantAnswer: null,
  moves: 0,
}

/** What a person decides. `refuse` and `pay` carry words for the buyer, `ask` the question. */
export type CaseDecision =
  | { readonly is: 'pay'; readonly amountFen: number; readonly words: string }
  | { readonly is: 'refuse'; readonly reasonCode: string; readonly words: string }
  | { readonly is: 'ask'; readonly words: string }

/** Everything that can happen to a case. */
export type CaseCommand =
  /** The machine's verdict: judged as of `judgedAt`, waiting until `until`. */
  | {
      readonly is: 'judged'
      readonly outcome: Outcome
      /** The verdict rests on the merchant's objection: both sides are heard. */
      readonly objected: boolean
      /** An earlier case of the order got its result from a person: no machine pays over that. */
      readonly decidedBefore?: boolean
      readonly until: string | null
      readonly judgedAt: string
      readonly payouts: readonly Payout[]
    }
  /** `pieces` were never seen in this case; at least one. */
  | { readonly is: 'evidence-added'; readonly side: CaseSide; readonly pieces: number }
  | { readonly is: 'merchant-answered'; readonly answer: MerchantAnswer['state']; readonly words: string }
  | { readonly is: 'rested'; readonly side: CaseSide }
  | { readonly is: 'person-asked'; readonly words: string }
  | { readonly is: 'taken'; readonly person: string }
  /** `remainderFen`: what of the order can still be given back. */
  | { readonly is: 'decided'; readonly person: string; readonly decision: CaseDecision; readonly remainderFen: number }
  | { readonly is: 'appealed'; readonly words: string }
  | { readonly is: 'withdrawn'; readonly words: string }
  /** `order`: the platform's record says so; `channel`: a notice of the payment channel. */
  | { readonly is: 'dispute-opened'; readonly source: 'order' | 'channel' }
  | { readonly is: 'dispute-ended' }
  /** What one refund gave back. */
  | { readonly is: 'refund-succeeded'; readonly refundedFen: number }
  | { readonly is: 'refund-failed'; readonly because: Sentence }
  | { readonly is: 'refund-held'; readonly because: Sentence }
  /** The clock: announces a deadline that is near, passes one that is due, else does nothing. */
  | { readonly is: 'time-passed' }

/** What a move is called in the timeline. */
export type CaseMoveName = Exclude<CaseCommand['is'], 'time-passed'> | 'deadline-near' | 'deadline-passed'

/** What was said with a move. */
export interface MoveSaid {
  readonly words?: string
  readonly because?: Sentence
  readonly outcome?: Outcome
  readonly answer?: MerchantAnswer['state']
  readonly decision?: CaseDecision['is']
  readonly reasonCode?: string
  readonly amountFen?: number
  readonly side?: CaseSide
  readonly pieces?: number
  readonly source?: 'order' | 'channel'
  /** A verdict that moved nothing. */
  readonly isAdvice?: boolean
}

/** A state as people see it: whom it waits for, and for what. */
interface CaseStateRule {
  readonly waitsFor: CaseWaiter | null
  readonly what: Sentence
  /** Whether time ends it: then it always has a deadline. */
  readonly timed: boolean
  readonly name: Sentence
}

/** The table of states (rules.md sections 1-7); how long each deadline is stands in the policy's windows. */
export const caseStates: Readonly<Record<CaseState, CaseStateRule>> = {
  open: {
    name: { zh: '自动审核中', en: 'being checked' },
    waitsFor: 'machine',
    what: { zh: '系统正在读取证据并审核', en: 'The evidence is being read and judged' },
    timed: false,
  },
  'needs-evidence': {
    name: { zh: '待补充证据', en: 'more evidence needed' },
    waitsFor: 'buyer',
    what: { zh: '请买家补充所要求的证据', en: 'The buyer is asked for the evidence that is missing' },
    timed: true,
  },
  'merchant-window': {
    name: { zh: '待商家答复', en: 'waiting for the merchant' },
    waitsFor: 'merchant',
    what: {
      zh: '请商家答复：能否发货，或对退款有无异议；到期不答复视为同意',
      en: 'The merchant is asked whether the goods can be delivered, or whether he objects; silence counts as consent',
    },
    timed: true,
  },
  arbitration: {
    name: { zh: '仲裁举证中', en: 'in arbitration' },
    waitsFor: 'both-sides',
    what: { zh: '请双方举证，或表示没有补充', en: 'Both sides may bring evidence, or say that they have nothing more' },
    timed: true,
  },
  'in-review': {
    name: { zh: '人工审核中', en: 'with a reviewer' },
    waitsFor: 'reviewer',
    what: { zh: '等待审核员作出决定', en: 'A reviewer is to decide' },
    timed: true,
  },
  'on-hold': {
    name: { zh: '渠道争议中', en: 'on hold' },
    waitsFor: 'payment-channel',
    what: { zh: '支付渠道有未结的争议，等待其结束', en: 'A dispute is open at the payment channel and must end first' },
    timed: true,
  },
  paying: {
    name: { zh: '退款中', en: 'being paid' },
    waitsFor: 'payment-channel',
    what: { zh: '退款已决定，等待支付渠道完成', en: 'The refund is decided; the payment channel is to carry it out' },
    timed: true,
  },
  appealable: {
    name: { zh: '已有结果，可申诉', en: 'decided, open to appeal' },
    waitsFor: 'buyer',
    what: {
      zh: '已有结果；买家可在期限内提出，逾期视为接受',
      en: 'There is a result; the buyer may still speak against it, after that it counts as accepted',
    },
    timed: true,
  },
  'appeal-review': {
    name: { zh: '申诉审核中', en: 'appeal with a reviewer' },
    waitsFor: 'another-reviewer',
    what: { zh: '等待另一位审核员对申诉作出决定', en: 'Another reviewer is to decide on the appeal' },
    timed: true,
  },
  closed: { name: { zh: '已结束', en: 'closed' }, waitsFor: null, what: { zh: '', en: '' }, timed: false },
}
