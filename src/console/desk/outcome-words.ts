/** What a verdict comes to. */
export const outcomeWords: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'instant-refund': { zh: '极速退款', en: 'instant refund' },
  refund: { zh: '退款', en: 'refund' },
  'merchant-window': { zh: '待商家答复', en: 'merchant is asked' },
  'more-evidence': { zh: '要求补证', en: 'more evidence' },
  review: { zh: '人工审核', en: 'review' },
  'not-eligible': { zh: '不符合条件', en: 'not eligible' },
  hold: { zh: '暂缓', en: 'on hold' },
}
