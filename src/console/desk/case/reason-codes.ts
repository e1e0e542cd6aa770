import type { Sentence } from '../../../model/field.js'
import type { RuleName } from '../../../model/verdict.js'

/** Why a person refuses: what the merchant's system gets, what reviewers call it, and what the buyer is told unless it is put otherwise. */
export interface ReasonCode {
  readonly code: string
  readonly name: Sentence
  readonly toBuyer: Sentence
}

const codes = {
  'evidence-insufficient': {
    name: { zh: '证据不足', en: 'Evidence does not suffice' },
    toBuyer: {
      zh: '您提交的材料不足以证明商品存在问题，因此无法退款。如有新的材料，例如官方授权状态记录，您可以申诉。',
      en: 'What you sent does not show that the goods are at fault, so there is no refund. With something new, such as the official licence status, you can appeal.',
    },
  },
  'evidence-contradicts': {
    name: { zh: '证据自相矛盾', en: 'Evidence contradicts itself' },
    toBuyer: {
      zh: '您提交的材料彼此不一致，或与订单记录不一致，因此无法退款。您可以申诉并说明原因。',
      en: 'What you sent does not agree with itself or with the order, so there is no refund. You can appeal and explain.',
    },
  },
  'evidence-of-another-order': {
    name: { zh: '证据属于其他订单', en: 'Evidence of another order' },
    toBuyer: {
      zh: '您提交的材料属于另一笔订单，因此无法就本订单退款。请用本订单的材料申诉。',
      en: 'What you sent belongs to another order, so this one is not refunded. You can appeal with evidence of this order.',
    },
  },
  'evidence-used-before': {
    name: { zh: '证据曾用于其他案件', en: 'Evidence used in another case' },
    toBuyer: {
      zh: '您提交的材料曾在其他申请中使用，因此无法退款。您可以提交本次的原始材料申诉。',
      en: 'What you sent was used in another claim, so there is no refund. You can appeal with originals of this one.',
    },
  },
  'key-used-by-buyer': {
    name: { zh: '卡密已由买家使用', en: 'Key used by the buyer' },
    toBuyer: {
      zh: '发行方确认该卡密已由您本人使用，因此无法退款。如不属实，您可以提供官方记录申诉。',
      en: 'The issuer says that the key was used by you, so there is no refund. If that is wrong, you can appeal with the official record.',
    },
  },
  'buyer-handling': {
    name: { zh: '买家操作问题', en: "Buyer's handling" },
    toBuyer: {
      zh: '经核实，商品可以正常使用，问题出在操作步骤。请按说明重试；仍不成功时可以申诉并附上录屏。',
      en: 'The goods work; the steps taken do not. Please try again as described; if it still fails, appeal with a screen recording.',
    },
  },
  'goods-as-described': {
    name: { zh: '商品与描述相符', en: 'Goods are as described' },
    toBuyer: {
      zh: '经核实，收到的商品与页面描述相符，因此无法退款。您可以申诉。',
      en: 'The goods are as they were described, so there is no refund. You can appeal.',
    },
  },
  'not-the-buyer': {
    name: { zh: '申请人不是买家', en: 'Claimant is not the buyer' },
    toBuyer: {
      zh: '该订单由另一个账号购买，请由下单的账号提出申请。',
      en: 'The order was placed by another account; the claim must come from that one.',
    },
  },
} as const satisfies Readonly<Record<string, Omit<ReasonCode, 'code'>>>

type Code = keyof typeof codes

const likely: Readonly<Partial<Record<RuleName, Code>>> = {
  contradiction: 'evidence-contradicts',
  'key-used-by-buyer': 'key-used-by-buyer',
  'issuer-contradicts-claim': 'evidence-contradicts',
  'support-blames-buyer': 'buyer-handling',
  'fault-of-user': 'buyer-handling',
  'claimant-is-not-the-buyer': 'not-the-buyer',
  'merchant-objects': 'buyer-handling',
}

/** The codes there are, the likeliest for the rule that decided first. */
export function reasonCodesFor(rule: string | null): readonly ReasonCode[] {
  const first = (likely as Readonly<Record<string, Code | undefined>>)[rule ?? '']
  const order = (Object.keys(codes) as Code[]).toSorted((a, b) => Number(b === first) - Number(a === first))
  return order.map((code) => ({ code, ...codes[code] }))
}
