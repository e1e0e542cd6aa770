import type { EvidenceKind, Shows } from '../model/evidence.js'
import type { FieldType, Sentence } from '../model/field.js'
import type { Outcome } from '../model/verdict.js'

/** What the report calls things, in both languages. */
export const outcomeWords: Record<Outcome, Sentence> = {
  'instant-refund': { zh: '极速退款', en: 'instant refund' },
  refund: { zh: '退款', en: 'refund' },
  'merchant-window': { zh: '等待商家', en: 'merchant window' },
  'more-evidence': { zh: '补充凭证', en: 'more evidence' },
  review: { zh: '人工审核', en: 'review' },
  'not-eligible': { zh: '不符合条件', en: 'not eligible' },
  hold: { zh: '冻结等待', en: 'hold' },
}

export const kindWords: Record<EvidenceKind, Sentence> = {
  'order-page': { zh: '订单页', en: 'order page' },
  'payment-receipt': { zh: '支付账单', en: 'payment receipt' },
  'activation-failure': { zh: '激活失败画面', en: 'activation failure' },
  'activation-recording': { zh: '激活录屏', en: 'activation recording' },
  'support-chat': { zh: '客服聊天', en: 'support chat' },
  'licence-status': { zh: '授权状态', en: 'licence status' },
  'merchant-promise': { zh: '商家承诺', en: 'merchant promise' },
  other: { zh: '其他', en: 'other' },
}

export const showsWords: Record<Shows, Sentence> = {
  failure: { zh: '显示失败', en: 'shows a failure' },
  success: { zh: '显示成功', en: 'shows success' },
  neither: { zh: '未显示成败', en: 'shows neither' },
}

export const fieldWords: Record<FieldType, Sentence> = {
  'order-number': { zh: '订单号', en: 'order number' },
  'payment-number': { zh: '支付单号', en: 'payment number' },
  'refund-number': { zh: '退款单号', en: 'refund number' },
  'error-code': { zh: '错误码', en: 'error code' },
  timestamp: { zh: '时间', en: 'time' },
  'card-key': { zh: '卡密', en: 'card key' },
  amount: { zh: '金额', en: 'amount' },
}
