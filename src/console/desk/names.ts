import type { Case, CaseLine, CaseSheet, Order, QueueLine, Verdict } from '../../client/answers.js'
import type { RuleName } from '../../model/verdict.js'
import type { Words } from '../shared/words.js'

type Names<Of extends string> = Readonly<Record<Of, { readonly zh: string; readonly en: string }>>

/** Reasons of a claim (rules.md 1.3). */
export const reasonNames: Names<CaseLine['reason']> = {
  'not-delivered': { zh: '超时未发货', en: 'Not delivered' },
  'activation-failed': { zh: '激活失败', en: 'Activation failed' },
  'key-invalid': { zh: '卡密无效', en: 'Key invalid' },
  'key-already-used': { zh: '卡密已被使用', en: 'Key already used' },
  'wrong-product': { zh: '发错商品', en: 'Wrong product' },
  'top-up-not-received': { zh: '充值未到账', en: 'Top-up not received' },
  'not-as-described': { zh: '描述不符', en: 'Not as described' },
  'duplicate-payment': { zh: '重复付款', en: 'Paid twice' },
  'changed-mind': { zh: '不想要了', en: 'Changed mind' },
  other: { zh: '其他', en: 'Other' },
}

export const stateNames: Names<Case['state']> = {
  open: { zh: '自动审核中', en: 'Being checked' },
  'needs-evidence': { zh: '待补充证据', en: 'More evidence needed' },
  'merchant-window': { zh: '待商家答复', en: 'With the merchant' },
  arbitration: { zh: '仲裁举证中', en: 'In arbitration' },
  'in-review': { zh: '人工审核中', en: 'In review' },
  'on-hold': { zh: '渠道争议中', en: 'On hold' },
  paying: { zh: '退款中', en: 'Being paid' },
  appealable: { zh: '可申诉', en: 'Open to appeal' },
  'appeal-review': { zh: '申诉审核中', en: 'Appeal review' },
  closed: { zh: '已结束', en: 'Closed' },
}

export const outcomeNames: Names<Verdict['outcome']> = {
  'instant-refund': { zh: '极速退款', en: 'Instant refund' },
  refund: { zh: '退款', en: 'Refund' },
  'merchant-window': { zh: '等商家答复', en: 'Ask the merchant' },
  'more-evidence': { zh: '补充证据', en: 'More evidence' },
  review: { zh: '转人工', en: 'To a person' },
  'not-eligible': { zh: '不符合条件', en: 'Not eligible' },
  hold: { zh: '暂缓', en: 'On hold' },
}

export const resultNames: Names<NonNullable<Case['result']>> = {
  paid: { zh: '已退款', en: 'Paid' },
  refused: { zh: '已拒绝', en: 'Refused' },
  'not-eligible': { zh: '不符合条件', en: 'Not eligible' },
  lapsed: { zh: '逾期失效', en: 'Lapsed' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
}

/** Why a case waits for a person. */
export const needsNames: Names<QueueLine['needs']> = {
  review: { zh: '人工审核', en: 'Review' },
  appeal: { zh: '申诉', en: 'Appeal' },
  'second-signature': { zh: '待二签', en: 'Second signature' },
}

export const tierNames: Names<Verdict['trustTier']> = {
  high: { zh: '高信用', en: 'High trust' },
  ordinary: { zh: '普通信用', en: 'Ordinary trust' },
  low: { zh: '低信用', en: 'Low trust' },
}

export const orderStatusNames: Names<Order['order']['status']> = {
  unpaid: { zh: '未付款', en: 'Unpaid' },
  paid: { zh: '已付款', en: 'Paid' },
  delivered: { zh: '已发货', en: 'Delivered' },
  completed: { zh: '已完成', en: 'Completed' },
  closed: { zh: '已关闭', en: 'Closed' },
  refunded: { zh: '已退款', en: 'Refunded' },
}

export const channelNames: Names<Order['order']['channel']> = {
  alipay: { zh: '支付宝', en: 'Alipay' },
  wechat: { zh: '微信支付', en: 'WeChat Pay' },
  balance: { zh: '余额', en: 'Balance' },
  other: { zh: '其他渠道', en: 'Another channel' },
}

export const keyStateNames: Names<NonNullable<Order['keyStatus']>['state']> = {
  unused: { zh: '发行方：未使用', en: 'Issuer: unused' },
  used: { zh: '发行方：已使用', en: 'Issuer: used' },
  unknown: { zh: '发行方：未知', en: 'Issuer: unknown' },
}

export const answerNames: Names<NonNullable<NonNullable<CaseSheet['merchant']>['answer']>> = {
  'can-deliver': { zh: '可以发货', en: 'Can deliver' },
  'cannot-deliver': { zh: '无法发货', en: 'Cannot deliver' },
  consents: { zh: '同意退款', en: 'Consents' },
  objects: { zh: '提出异议', en: 'Objects' },
}

export const decisionNames: Names<'pay' | 'refuse' | 'ask'> = {
  pay: { zh: '退款', en: 'Pay' },
  refuse: { zh: '拒绝', en: 'Refuse' },
  ask: { zh: '请买家补充', en: 'Ask for more' },
}

/** Rows of the rule table, as a reviewer says them. */
export const ruleNames: Names<RuleName> = {
  'order-not-found': { zh: '找不到订单', en: 'Order not found' },
  'already-refunded': { zh: '已全额退款', en: 'Already refunded' },
  'dispute-won-by-buyer': { zh: '买家已赢得渠道争议', en: 'Buyer won the dispute' },
  'dispute-open': { zh: '渠道争议未结', en: 'Dispute open' },
  unpaid: { zh: '未付款', en: 'Unpaid' },
  'closed-after-payment': { zh: '付款后关闭', en: 'Closed after payment' },
  'record-contradicts-itself': { zh: '平台记录自相矛盾', en: 'Record contradicts itself' },
  'outside-window': { zh: '超过申请期限', en: 'Outside the window' },
  'changed-mind-with-promise': { zh: '不想要了，但有书面承诺', en: 'Changed mind, with a promise' },
  'changed-mind': { zh: '不想要了', en: 'Changed mind' },
  'claimant-is-not-the-buyer': { zh: '申请人不是买家', en: 'Claimant is not the buyer' },
  'undelivered-suspicious': { zh: '未发货但有疑点', en: 'Undelivered, with doubts' },
  'undelivered-instant': { zh: '未发货，高信用', en: 'Undelivered, high trust' },
  'undelivered-cannot-deliver': { zh: '商家无法发货', en: 'Merchant cannot deliver' },
  'undelivered-question-ran-out': { zh: '未发货，商家逾期未答', en: 'Undelivered, no answer' },
  'undelivered-waiting': { zh: '未发货，等商家', en: 'Undelivered, waiting' },
  'duplicate-payment-suspicious': { zh: '重复付款但有疑点', en: 'Paid twice, with doubts' },
  'duplicate-payment-on-record': { zh: '记录显示重复付款', en: 'Paid twice on record' },
  'duplicate-payment-unproven': { zh: '重复付款无记录', en: 'Paid twice, unproven' },
  'delivered-on-record': { zh: '记录显示已发货', en: 'Delivered on record' },
  'key-used-by-buyer': { zh: '卡密由买家使用', en: 'Key used by the buyer' },
  'issuer-contradicts-claim': { zh: '发行方的答复与申请不符', en: 'Issuer contradicts the claim' },
  contradiction: { zh: '证据有矛盾', en: 'Contradiction' },
  'support-blames-buyer': { zh: '官方客服称买家误操作', en: 'Support blames the buyer' },
  'key-used-by-unknown': { zh: '卡密被不明者使用', en: 'Key used by someone unknown' },
  'merchant-objects': { zh: '商家有异议', en: 'Merchant objects' },
  'claim-too-vague': { zh: '说明太笼统', en: 'Claim too vague' },
  'evidence-unreadable': { zh: '证据无法辨认', en: 'Evidence unreadable' },
  'chain-incomplete': { zh: '证据链不完整', en: 'Chain incomplete' },
  'fault-of-user': { zh: '错误指向用户操作', en: 'Error points at the user' },
  'fault-of-service': { zh: '错误指向服务故障', en: 'Error points at the service' },
  'reason-needs-a-person': { zh: '此类原因需人工', en: 'Reason needs a person' },
  'score-too-low': { zh: '把握不足', en: 'Confidence too low' },
  'some-keys-not-shown': { zh: '部分卡密未出示', en: 'Some keys not shown' },
  'instant-high-trust': { zh: '高信用极速退款', en: 'Instant, high trust' },
  'merchant-consents': { zh: '商家同意', en: 'Merchant consents' },
  'merchant-window-running': { zh: '商家答复期内', en: 'Merchant may answer' },
  'low-trust-needs-a-person': { zh: '低信用需人工', en: 'Low trust needs a person' },
  'merchant-silent': { zh: '商家逾期未答', en: 'Merchant silent' },
  'no-rule': { zh: '没有适用的规则', en: 'No rule fits' },
}

/** Everybody and everything that can stand as an actor beside people. */
export const actorNames = {
  machine: { zh: '系统', en: 'The machine' },
  system: { zh: '系统', en: 'The system' },
} as const satisfies Words
