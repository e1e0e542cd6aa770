import type { Sentence } from '../../../model/field.js'

/** What the audit log says was done to a case, its evidence or its order. */
export const actionNames: Readonly<Record<string, Sentence>> = {
  'case.opened': { zh: '提交申请', en: 'Filed the claim' },
  'case.joined': { zh: '再次提交同一申请', en: 'Filed the same claim again' },
  'case.held': { zh: '打开并领取案件', en: 'Opened and held the case' },
  'case.assigned': { zh: '分配负责人', en: 'Assigned it' },
  'case.judged': { zh: '系统判定', en: 'Judged' },
  'case.moved': { zh: '案件变动', en: 'Moved the case' },
  'case.decided': { zh: '作出决定', en: 'Decided' },
  'case.looked_again': { zh: '复核抽检', en: 'Took a second look' },
  'case.words_added': { zh: '补充说明', en: 'Added words' },
  'challenge.issued': { zh: '发出一次性录屏码', en: 'Gave a one-time code' },
  'decision.announced': { zh: '提醒签字', en: 'Reminded of the signature' },
  'decision.dropped': { zh: '决定作废', en: 'The decision fell' },
  'decision.signed': { zh: '第二人签字', en: 'Second signature' },
  'decision.undone': { zh: '撤销决定', en: 'Took the decision back' },
  'evidence.received': { zh: '收到证据', en: 'Received evidence' },
  'evidence.deleted': { zh: '删除证据文件', en: 'Deleted evidence' },
  'readings.deleted': { zh: '删除识别结果', en: 'Deleted readings' },
  'keys.deleted': { zh: '删除卡密', en: 'Deleted card keys' },
  'record.deleted': { zh: '删除买家信息', en: 'Deleted who the buyer was' },
  'keys.revealed': { zh: '查看完整卡密', en: 'Looked at whole card keys' },
  'note.added': { zh: '写备注', en: 'Wrote a note' },
  'payment.audited': { zh: '抽查付款', en: 'Audited the payment' },
}

export const auditWords = {
  assignedTo: { zh: '给 {name}', en: 'to {name}' },
  toNobody: { zh: '改为未分配', en: 'to nobody' },
  onOrder: { zh: '订单 {number}', en: 'order {number}' },
  onEvidence: { zh: '证据 {name}', en: 'evidence {name}' },
  because: { zh: '理由：{why}', en: 'why: {why}' },
  agreed: { zh: '同意', en: 'agreed' },
  disagreed: { zh: '不同意', en: 'disagreed' },
  wasWrong: { zh: '付错', en: 'wrong' },
  wasRight: { zh: '无误', en: 'right' },
  noEntries: { zh: '还没有记录', en: 'Nothing is recorded yet' },
} as const
