import type { Words } from '../shared/words.js'

/** What pages are called in the navigation. */
export const pageWords = {
  queue: { zh: '审核队列', en: 'Queue' },
  board: { zh: '看板', en: 'Board' },
  policies: { zh: '规则', en: 'Policies' },
  money: { zh: '资金', en: 'Money' },
  disputes: { zh: '渠道争议', en: 'Disputes' },
  deliveries: { zh: '推送', en: 'Deliveries' },
  people: { zh: '人员', en: 'People' },
  merchantCases: { zh: '我的案件', en: 'My cases' },
} as const satisfies Words
