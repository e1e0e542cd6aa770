import type { Words } from '../../shared/words.js'

/** Complaints at the payment channels. */
export const disputesWords = {
  title: { zh: '渠道争议', en: 'Channel disputes' },
  hint: {
    zh: '争议未结时，相关订单不会退款，案件暂缓。答复须由人核对后在渠道后台提交。',
    en: 'While a dispute is open, its orders are not refunded and their cases wait. A person checks the answer and sends it at the channel.',
  },
  none: { zh: '没有渠道争议', en: 'There are no disputes' },
  all: { zh: '全部', en: 'All' },
  open: { zh: '未结', en: 'Open' },
  closed: { zh: '已结', en: 'Closed' },
  state: { zh: '状态', en: 'State' },
  at: { zh: '时间', en: 'At' },
  channel: { zh: '渠道', en: 'Channel' },
  number: { zh: '争议号', en: 'Number' },
  orders: { zh: '订单', en: 'Orders' },
  noOrder: { zh: '未找到订单', en: 'No order known' },
  words: { zh: '投诉内容', en: 'What was written' },
  answer: { zh: '答复草稿', en: 'Drafted answer' },
  show: { zh: '查看草稿', en: 'Show the draft' },
  edit: { zh: '可在此修改，再复制到渠道后台', en: 'Change it here, then copy it to the channel' },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制', en: 'Copied' },
  pictures: { zh: '建议附图（卡密已遮盖）', en: 'Pictures to attach, card keys covered' },
  save: { zh: '下载', en: 'Download' },
  noCase: { zh: '没有对应案件，无法起草', en: 'No case of ours: nothing to draft from' },
  close: { zh: '关闭', en: 'Close' },
} as const satisfies Words
