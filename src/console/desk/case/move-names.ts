import type { CaseMoveName } from '../../../model/case-life.js'
import type { Sentence } from '../../../model/field.js'

/** What happened to a case, as its timeline says it. */
export const moveNames: Readonly<Record<CaseMoveName, Sentence>> = {
  judged: { zh: '系统给出结论', en: 'Judged by the machine' },
  'evidence-added': { zh: '补充了证据', en: 'Evidence was added' },
  'merchant-answered': { zh: '商家答复', en: 'The merchant answered' },
  rested: { zh: '表示没有补充', en: 'Has nothing more to say' },
  'person-asked': { zh: '要求人工处理', en: 'Asked for a person' },
  taken: { zh: '审核员接手', en: 'Taken by a reviewer' },
  decided: { zh: '审核员决定', en: 'Decided by a person' },
  appealed: { zh: '买家申诉', en: 'Appealed' },
  withdrawn: { zh: '买家撤回', en: 'Withdrawn' },
  'dispute-opened': { zh: '渠道争议开始', en: 'A dispute was opened' },
  'dispute-ended': { zh: '渠道争议结束', en: 'The dispute ended' },
  'refund-succeeded': { zh: '退款成功', en: 'The refund succeeded' },
  'refund-failed': { zh: '退款失败', en: 'The refund failed' },
  'refund-held': { zh: '退款被暂停', en: 'The refund was held' },
  'deadline-near': { zh: '期限将至', en: 'A deadline is near' },
  'deadline-passed': { zh: '期限已过', en: 'A deadline passed' },
}
