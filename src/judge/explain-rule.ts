import type { Sentence } from '../model/field.js'
import type { MissingLink, Outcome, RuleName } from '../model/verdict.js'

/** What an explanation may mention: the deadline as wall clock, what is asked, the amount in yuan, the end of the filing window. */
export interface ExplainedWith {
  readonly until: string | null
  readonly missing: readonly MissingLink[]
  readonly amountYuan: string
  readonly windowEnd: string | null
}

/** The outcome in plain words for the buyer, always with the way to a person that this outcome leaves open (rules.md section 4: PIPL art. 24, GDPR art. 22). */
export function explainRule(rule: RuleName, outcome: Outcome, details: ExplainedWith): Sentence {
  const { zh, en } = explanations[rule](details)
  const way = waysToPerson[outcome]
  return way ? { zh: `${zh}${way.zh}`, en: `${en} ${way.en}` } : { zh, en }
}

const byButton: Sentence = {
  zh: '如对结果有疑问，可点击「转人工」由工作人员处理。',
  en: 'If you have doubts about this result, you can ask for a person.',
}
/** A case that is being paid, or was, takes no word for a person any more (`model/case-moves`). */
const byService: Sentence = {
  zh: '如对退款有疑问，请联系平台客服，由工作人员处理。',
  en: 'If you have doubts about the refund, a person at customer service looks at it.',
}

/** Null: the sentence itself says that a person has the case. */
const waysToPerson: Readonly<Record<Outcome, Sentence | null>> = {
  'instant-refund': byService,
  refund: byService,
  'merchant-window': byButton,
  'more-evidence': byButton,
  review: null,
  'not-eligible': byButton,
  hold: byButton,
}

const toPerson = (zh: string, en: string): Sentence => ({
  zh: `${zh}，申请已转交工作人员核实，处理结果会通知您。`,
  en: `${en}. Your claim has been handed to a person, who will tell you the result.`,
})

const asked = ({ missing, until }: ExplainedWith): Sentence => ({
  zh: `还需要您补充：${missing.map(({ ask }) => ask.zh).join('')}${until ? `请在 ${until} 前补充，补齐后会立即重新审核。` : ''}`,
  en: `We still need this from you: ${missing.map(({ ask }) => ask.en).join(' ')}${until ? ` Please send it by ${until}; your claim is looked at again at once.` : ''}`,
})

/** True before the money arrives and after: it is read at both times. */
const paid =
  (zh: string, en: string, instantly: boolean) =>
  ({ amountYuan }: ExplainedWith): Sentence => ({
    zh: `${zh}，同意${instantly ? '立即' : ''}退款 ${amountYuan} 元，按原支付路径退回。`,
    en: `${en}: a refund of ¥${amountYuan}${instantly ? ' at once' : ''}, by the way it was paid, is granted.`,
  })

const explanations: Readonly<Record<RuleName, (details: ExplainedWith) => Sentence>> = {
  'order-not-found': asked,
  'already-refunded': () => ({ zh: '这笔订单已经全额退款，不能再次退款。', en: 'This order has already been refunded in full.' }),
  'dispute-won-by-buyer': () => ({
    zh: '支付渠道已就这笔订单的争议把款项退还给您，不能再次退款。',
    en: 'The payment channel has already returned the money after a dispute on this order.',
  }),
  'dispute-open': () => ({
    zh: '这笔订单在支付渠道有未结束的争议，资金已被冻结，争议结束后会继续处理。',
    en: 'A payment-channel dispute is open on this order and its funds are frozen; your claim goes on when it ends.',
  }),
  unpaid: () => ({ zh: '这笔订单没有付款，没有可退的金额。', en: 'This order was never paid, so there is nothing to refund.' }),
  'closed-after-payment': () =>
    toPerson('订单付款后已关闭，可能已经退款', 'The order was closed after payment and may have been refunded already'),
  'record-contradicts-itself': () => toPerson('订单记录前后不一致', "The order's record does not agree with itself"),
  'outside-window': ({ windowEnd }) => ({
    zh: `申请已超过售后期限${windowEnd ? `(截止 ${windowEnd})` : ''}。`,
    en: `The claim came after the time for claims had ended${windowEnd ? ` (${windowEnd})` : ''}.`,
  }),
  'changed-mind-with-promise': () => toPerson('商家有书面的退款承诺', 'The merchant has promised a refund in writing'),
  'changed-mind': () => ({
    zh: '虚拟商品发货后不支持无理由退款。',
    en: 'Virtual goods cannot be returned without a reason once they are delivered.',
  }),
  'claimant-is-not-the-buyer': () =>
    toPerson('申请人或订单号与平台记录不一致', 'The claimant or the order number is not the one on record'),
  'undelivered-suspicious': () => toPerson('申请中有需要核实的地方', 'Something in the claim needs to be checked'),
  'undelivered-instant': paid('商家超过期限没有发货', 'The merchant did not deliver in time', true),
  'undelivered-cannot-deliver': paid('商家无法发货', 'The merchant cannot deliver', false),
  'undelivered-question-ran-out': paid('商家在期限内没有发货', 'The merchant did not deliver within the time given', false),
  'undelivered-waiting': ({ until }) => ({
    zh: `订单尚未发货，已请商家确认库存${until ? `，最迟 ${until} 前会有结果` : ''}；到期仍未发货会进入下一步处理。`,
    en: `The order is not delivered yet and the merchant is being asked for stock${until ? `; this ends by ${until}` : ''}. If it is still not delivered then, the next step follows.`,
  }),
  'duplicate-payment-suspicious': () => toPerson('申请中有需要核实的地方', 'Something in the claim needs to be checked'),
  'duplicate-payment-on-record': () => ({
    zh: '平台记录显示这笔订单重复付款，同意退回多付的部分，按原支付路径退回。',
    en: 'The record shows that this order was paid twice: a refund of what was paid too much, by the way it was paid, is granted.',
  }),
  'duplicate-payment-unproven': () => toPerson('平台记录里没有查到重复付款', 'The record does not show a second payment'),
  'delivered-on-record': () => toPerson('平台记录显示商品已经发出', 'The record shows that the goods were delivered'),
  'key-used-by-buyer': () => toPerson('发行方答复卡密已被您的账号使用', 'The issuer says that the key was used by your account'),
  'issuer-contradicts-claim': () => toPerson('发行方答复卡密尚未使用', 'The issuer says that the key has not been used'),
  contradiction: () => toPerson('证据与记录之间有不一致的地方', 'The evidence and the record do not agree everywhere'),
  'support-blames-buyer': () => toPerson('官方客服的答复需要核实', "Official support's answer needs to be checked"),
  'key-used-by-unknown': () => toPerson('发行方答复卡密已被使用，但使用者不明', 'The issuer says that the key was used, but not by whom'),
  'merchant-objects': () => toPerson('商家对申请提出了异议', 'The merchant objects to the claim'),
  'claim-too-vague': asked,
  'evidence-unreadable': asked,
  'chain-incomplete': asked,
  'fault-of-user': () => toPerson('错误代码指向操作或环境问题', 'The error code points at handling or the device'),
  'fault-of-service': () => toPerson('错误代码指向服务方的临时故障', 'The error code points at a fault of the service'),
  'reason-needs-a-person': () => toPerson('这种情况需要人工判断', 'This kind of case needs a person'),
  'score-too-low': () => toPerson('现有证据还不足以自动处理', 'The evidence is not enough to be handled automatically'),
  'some-keys-not-shown': () =>
    toPerson(
      '订单有多个卡密，证据只涉及其中一部分，需要核定退款金额',
      'The order has several keys and the evidence is about some of them, so a person sets the amount',
    ),
  'instant-high-trust': paid('证据完整且与订单一致', 'The evidence is complete and fits the order', true),
  'merchant-consents': paid('商家同意退款', 'The merchant agrees', false),
  'merchant-silent': paid('商家在期限内没有提出异议', 'The merchant did not object in time', false),
  'low-trust-needs-a-person': () => toPerson('商家没有答复，需要人工确认', 'The merchant did not answer, and a person needs to confirm'),
  'merchant-window-running': ({ until }) => ({
    zh: `证据已齐全，正在等待商家确认${until ? `，最迟 ${until}` : ''}；商家到期没有异议即视为同意。`,
    en: `The evidence is complete and the merchant is being asked${until ? `, until ${until}` : ''}; silence counts as consent.`,
  }),
  'no-rule': () => toPerson('这种情况没有可自动适用的规则', 'No rule covers this case'),
}
