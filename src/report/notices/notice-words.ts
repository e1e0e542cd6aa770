import type { Sentence } from '../../model/field.js'
import type { PersonDecision, Recipient } from '../../model/notice.js'
import type { Outcome } from '../../model/verdict.js'
import type { EventType } from '../../ports/store/endpoints.js'

/** What a notice says. `next` is followed by the end of the deadline where there is one. At most 35 characters each with it, so an English `next` has 20. */
export interface NoticeWords {
  readonly what: Sentence
  readonly next: Sentence
}

const say = (zhWhat: string, zhNext: string, enWhat: string, enNext: string): NoticeWords => ({
  what: { zh: zhWhat, en: enWhat },
  next: { zh: zhNext, en: enNext },
})

const paid = say('退款已批准', '款项将原路退回', 'refund approved', 'money is going back')
const paidFor = say('买家的退款已批准', '款项将退给买家', "buyer's refund approved", 'the buyer is repaid')
const looking = say('已转人工审核', '请等候结果', 'a person looks at your case', 'please wait')
const held = say('支付渠道有争议，处理暂停', '争议结束后继续', 'paused by a channel dispute', 'goes on afterwards')

/** A decision in words, by its outcome. */
export const decided: Readonly<Record<Recipient, Readonly<Record<Outcome, NoticeWords>>>> = {
  buyer: {
    'instant-refund': paid,
    refund: paid,
    'merchant-window': say('已转商家确认', '商家未异议即退款', 'the merchant was asked', 'refund if no answer'),
    'more-evidence': say('还缺一项凭证', '请补充', 'one more proof is needed', 'please add it'),
    review: looking,
    'not-eligible': say('不符合退款条件', '可申请人工复核', 'not eligible for a refund', 'ask for a person'),
    hold: held,
  },
  merchant: {
    'instant-refund': paidFor,
    refund: paidFor,
    'merchant-window': say('买家申请退款', '如有异议请提出', 'a buyer asks for a refund', 'you may object'),
    'more-evidence': say('买家需补充凭证', '暂无需处理', 'the buyer was asked for more', 'nothing to do yet'),
    review: say('退款申请已转人工', '请等候结果', 'a person looks at the claim', 'please wait'),
    'not-eligible': say('买家的退款申请未通过', '无需处理', "buyer's claim is not eligible", 'nothing to do'),
    hold: held,
  },
}

/** What a person decided, in words: `refused-finally` after an appeal. */
export const decidedByPerson: Readonly<Record<Recipient, Readonly<Record<PersonDecision['is'] | 'refused-finally', NoticeWords>>>> = {
  buyer: {
    pay: say('审核员已批准退款', '款项将原路退回', 'a reviewer approved the refund', 'money is going back'),
    refuse: say('审核员未批准退款', '可带新凭证申诉', 'a reviewer refused the refund', 'appeal with evidence'),
    'refused-finally': say('申诉未通过，案件已结束', '无需处理', 'your appeal was refused', 'the case is closed'),
    ask: say('审核员请您补充凭证', '请补充', 'a reviewer needs more proof', 'please add it'),
  },
  merchant: {
    pay: say('审核员批准了买家的退款', '款项将退给买家', 'a reviewer repays the buyer', 'the buyer is repaid'),
    refuse: say('审核员未批准买家的退款', '无需处理', 'a reviewer refused the claim', 'nothing to do'),
    'refused-finally': say('买家的申诉未通过', '无需处理', "the buyer's appeal was refused", 'nothing to do'),
    ask: say('审核员请买家补充凭证', '暂无需处理', 'the buyer was asked for more', 'nothing to do yet'),
  },
}

/** What is said of the other events. */
export const happened: Readonly<Record<Exclude<EventType, 'case.decided'>, Readonly<Record<Recipient, NoticeWords>>>> = {
  'case.opened': {
    buyer: say('退款申请已收到', '正在核对凭证，结果另行通知', 'your claim was received', 'we will tell you'),
    merchant: say('买家申请退款', '正在核对凭证，结果另行通知', 'a buyer filed a claim', 'we will tell you'),
  },
  'case.more_evidence_requested': forBoth(decided.buyer['more-evidence'], decided.merchant['more-evidence']),
  'case.in_review': forBoth(looking, decided.merchant.review),
  'case.decision_dropped': alike(looking),
  'case.signature_near': alike(looking),
  'case.deadline_near': alike(say('期限将到', '请尽快处理', 'a deadline is near', 'please act')),
  'case.deadline_passed': alike(say('期限已过', '按规则继续处理', 'a deadline has passed', 'the rules decide')),
  'case.appealed': forBoth(
    say('申诉已收到', '由另一位审核员决定', 'your appeal was received', 'someone new decides'),
    say('买家已申诉', '由另一位审核员决定', 'the buyer appealed', 'someone new decides'),
  ),
  'case.arbitration_opened': alike(say('已进入仲裁', '请提交凭证', 'arbitration is open', 'bring your evidence')),
  'case.on_hold': alike(held),
  'case.closed': forBoth(
    say('案件已结束', '可申请人工复核', 'your case is closed', 'ask for a person'),
    say('案件已结束', '无需处理', 'the case is closed', 'nothing to do'),
  ),
  'refund.requested': alike(say('退款已提交支付渠道', '到账后另行通知', 'the refund is on its way', 'we tell you later')),
  'refund.succeeded': forBoth(
    say('退款成功', '款项已原路退回', 'refunded', 'the money is back'),
    say('退款成功', '款项已退给买家', 'refunded', 'the buyer is repaid'),
  ),
  'refund.failed': alike(say('退款未成功', '已转人工处理', 'the refund did not go through', 'a person looks at it')),
  'refund.held': alike(say('退款暂停', '已转人工处理', 'the refund is held', 'a person looks at it')),
  'refund.stuck': alike(say('退款仍在处理', '已转人工处理', 'the refund takes longer', 'a person looks at it')),
  'breaker.tripped': alike(say('自动退款暂停', '已转人工处理', 'automatic refunds are stopped', 'a person looks at it')),
}

function forBoth(buyer: NoticeWords, merchant: NoticeWords): Readonly<Record<Recipient, NoticeWords>> {
  return { buyer, merchant }
}

function alike(words: NoticeWords): Readonly<Record<Recipient, NoticeWords>> {
  return { buyer: words, merchant: words }
}
