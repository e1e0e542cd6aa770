import type { CaseLife, CaseMoveName, CaseState } from '../model/case-life.js'
import type { ClaimReason } from '../model/claim.js'
import type { Sentence } from '../model/field.js'
import type { MerchantAnswer } from '../model/order.js'
import type { MissingLink } from '../model/verdict.js'

const say = (zh: string, en: string): Sentence => ({ zh, en })

type Result = NonNullable<CaseLife['result']>

/** Where a case stands, said to its buyer: what it is, and what comes next. */
export interface StandWords {
  readonly title: Sentence
  readonly next: Sentence
}

const stand = (zh: string, zhNext: string, en: string, enNext: string): StandWords => ({ title: say(zh, en), next: say(zhNext, enNext) })

/** By state, where no result is said instead. */
export const standWords: Readonly<Record<CaseState, StandWords>> = {
  open: stand('正在核对', '通常几分钟内有结果，您可以离开本页。', 'Being checked', 'Usually done within minutes; you may leave this page.'),
  'needs-evidence': stand(
    '还需要您补充凭证',
    '补齐下面标出的凭证，系统会立即重新核对。',
    'Something is still needed from you',
    'Add what is marked below; it is checked again at once.',
  ),
  'merchant-window': stand(
    '已请商家答复',
    '商家到期不答复，视为同意退款。',
    'The merchant was asked',
    'If there is no answer by then, it counts as consent.',
  ),
  arbitration: stand(
    '仲裁举证中',
    '双方都可以补充凭证，之后由审核员决定。',
    'In arbitration',
    'Both sides may add evidence; then a reviewer decides.',
  ),
  'in-review': stand('审核员正在处理', '有结果会通知您。', 'A reviewer has your case', 'You will be told the result.'),
  'on-hold': stand(
    '支付渠道有未结争议',
    '争议结束后继续处理。',
    'Paused by a dispute at the payment channel',
    'It goes on when the dispute has ended.',
  ),
  paying: stand('退款进行中', '款项按原支付方式退回。', 'Your refund is on its way', 'The money goes back the way it came.'),
  appealable: stand(
    '已有结果',
    '如果不同意，可以在期限内提出。',
    'There is a result',
    'If you disagree, you may speak against it in time.',
  ),
  'appeal-review': stand(
    '申诉处理中',
    '由另一位审核员决定。',
    'Your appeal is being looked at',
    'Another reviewer than the first decides.',
  ),
  closed: stand('已结束', '感谢您的耐心。', 'Closed', 'Thank you for your patience.'),
}

/** By result, in the states `appealable` and `closed`. */
export const resultWords: Readonly<Record<Result, StandWords>> = {
  paid: stand('已退款', '款项已按原支付方式退回。', 'Refunded', 'The money went back the way it came.'),
  refused: stand('退款申请未通过', '原因见下方。', 'The claim was refused', 'The reasons stand below.'),
  'not-eligible': stand(
    '不符合退款条件',
    '原因见下方；您可以申请人工审核。',
    'Not eligible for a refund',
    'The reasons stand below; you may ask for a person.',
  ),
  lapsed: stand(
    '没有收到补充凭证',
    '现在补充凭证，或申请人工审核，仍会继续处理。',
    'What was asked for did not come',
    'Add it now, or ask for a person, and it goes on.',
  ),
  withdrawn: stand('您已撤回申请', '无需再做什么。', 'You withdrew the claim', 'There is nothing more to do.'),
}

/** What a move is called in the buyer's timeline; null: none of the buyer's business. */
export const moveWords: Readonly<Record<Exclude<CaseMoveName, 'judged' | 'merchant-answered' | 'decided'>, Sentence | null>> = {
  'evidence-added': say('您提交了凭证', 'You sent evidence'),
  rested: null,
  'person-asked': say('您申请了人工审核', 'You asked for a person'),
  taken: say('审核员开始处理', 'A reviewer took the case'),
  appealed: say('您提出了申诉', 'You appealed'),
  withdrawn: say('您撤回了申请', 'You withdrew the claim'),
  'dispute-opened': say('支付渠道出现争议，处理暂停', 'A dispute was opened at the payment channel; the case is paused'),
  'dispute-ended': say('支付渠道的争议已结束', 'The dispute at the payment channel has ended'),
  'refund-succeeded': say('退款已到账', 'The refund was carried out'),
  'refund-failed': say('支付渠道没有完成退款，已转人工', 'The payment channel did not carry the refund out; a person looks at it'),
  'refund-held': say('退款需要人工核对', 'The refund needs a person to look at it'),
  'deadline-near': say('期限将到', 'A deadline is near'),
  'deadline-passed': say('期限已过', 'A deadline has passed'),
}

/** Where a verdict led. */
export const judgedWords: Readonly<Partial<Record<CaseState, Sentence>>> = {
  'needs-evidence': say('核对完成：还缺凭证', 'Checked: something is missing'),
  'merchant-window': say('核对完成：请商家答复', 'Checked: the merchant was asked'),
  arbitration: say('进入仲裁', 'Arbitration was opened'),
  'in-review': say('转人工审核', 'Handed to a reviewer'),
  'on-hold': say('等待支付渠道的争议结束', 'Waiting for the dispute at the payment channel'),
  paying: say('审核通过，开始退款', 'Approved; the refund was begun'),
  appealable: say('核对完成：有了结果', 'Checked: there is a result'),
}

/** What the merchant answered; the merchant's own words are not the buyer's to read here. */
export const answerWords: Readonly<Record<MerchantAnswer['state'], Sentence>> = {
  'can-deliver': say('商家答复：可以补发', 'The merchant says that it can deliver'),
  'cannot-deliver': say('商家答复：无法发货', 'The merchant cannot deliver'),
  consents: say('商家同意退款', 'The merchant consents to the refund'),
  objects: say('商家提出异议', 'The merchant objects'),
}

/** What a person decided. */
export const decisionWords: Readonly<Record<'pay' | 'refuse' | 'ask', Sentence>> = {
  pay: say('审核员同意退款', 'A reviewer approved the refund'),
  refuse: say('审核员未同意退款', 'A reviewer refused the refund'),
  ask: say('审核员请您补充', 'A reviewer asks you for more'),
}

/** How a claim's reason is called. */
export const reasonWords: Readonly<Record<ClaimReason, Sentence>> = {
  'not-delivered': say('商家未发货', 'Not delivered'),
  'activation-failed': say('激活失败', 'Activation fails'),
  'key-invalid': say('卡密无效', 'The key is invalid'),
  'key-already-used': say('卡密已被使用', 'The key is already used'),
  'wrong-product': say('发错商品', 'Wrong product'),
  'top-up-not-received': say('充值未到账', 'The top-up did not arrive'),
  'not-as-described': say('与描述不符', 'Not as described'),
  'duplicate-payment': say('重复付款', 'Paid twice'),
  'changed-mind': say('不想要了', 'Changed my mind'),
  other: say('其他', 'Something else'),
}

/** An entry of the checklist: what to send, and how; `picture` names the example that the page draws. */
export interface NeedWords {
  readonly title: Sentence
  readonly how: Sentence
  readonly picture: 'order-page' | 'failure' | 'account-record' | 'delivery' | 'support-chat' | 'number' | 'words'
}

/** By link of the evidence chain (rules.md section 3). */
export const needWords: Readonly<Record<MissingLink['link'], NeedWords>> = {
  'order-number': {
    title: say('订单号', 'The order number'),
    how: say(
      '在购买记录里找到订单号；不知道的话，请写下付款时间和商品名称。',
      'Find it among your purchases; else write when you paid and for what.',
    ),
    picture: 'number',
  },
  'order-page': {
    title: say('订单页完整截图', 'A full screenshot of the order page'),
    how: say(
      '能看到订单号、购买时间和卡密，不裁剪、不打码。',
      'With the order number, the time of purchase and the key; neither cut nor covered.',
    ),
    picture: 'order-page',
  },
  failure: {
    title: say('激活失败的录屏或截图', 'A recording or screenshot of the failure'),
    how: say(
      '最好录屏：从订单页开始，一直录到出现错误。截图要完整，能看到卡密、错误代码和时间。',
      'Best a recording from the order page to the error. A screenshot must be whole and show the key, the error code and the time.',
    ),
    picture: 'failure',
  },
  'account-record': {
    title: say('账号或游戏内的记录', "The account's or the game's own record"),
    how: say('能看到账号、时间，以及充值没有到账。', 'With the account, the time, and that the top-up is not there.'),
    picture: 'account-record',
  },
  'picture-of-delivery': {
    title: say('实际收到的商品', 'What you were given'),
    how: say('能看出它与所购商品有什么不同。', 'So that one sees how it differs from what you bought.'),
    picture: 'delivery',
  },
  'third-party': {
    title: say('官方客服或授权状态', 'Official support, or the licence status'),
    how: say(
      '软件或游戏官方客服的答复，或官方授权状态查询结果；个人微信、QQ 不算。',
      "The answer of the maker's official support, or its licence status page; private contacts do not count.",
    ),
    picture: 'support-chat',
  },
  'tie-to-order': {
    title: say('错误旁边要有卡密或订单号', 'The key or order number beside the error'),
    how: say(
      '让它们出现在同一个画面，或录一段从订单页到错误的录屏。',
      'Let both be on one screen, or record the way from the order page to the error.',
    ),
    picture: 'failure',
  },
  'clear-statement': {
    title: say('说清楚出了什么问题', 'Say what exactly is wrong'),
    how: say('写下出现的提示；越具体，处理越快。', 'Write the message you saw; the more exact, the quicker.'),
    picture: 'words',
  },
}
