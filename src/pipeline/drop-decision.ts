import { announceEvent } from '../intake/announce-event.js'
import type { Sentence } from '../model/field.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { DecisionRow } from '../ports/store/decisions.js'
import type { PlatformRows } from '../ports/store.js'

/** Why a decision falls that was not carried out, as a code and in words. */
export interface Fall {
  readonly why: 'changed' | 'disabled' | 'refused' | 'unsigned'
  readonly because: Sentence
}

/**
 * Lets a decision fall that was not carried out: nothing of it happens, a note on the case tells its people why. Its case
 * is locked; `announceDropped` follows, where events are appended.
 */
export async function dropDecision(rows: PlatformRows, decision: DecisionRow, { because }: Fall): Promise<void> {
  const { id, caseId, person, signer } = decision
  await rows.decisions.change(id, { state: 'dropped', because })
  const mentions = signer === null ? [person] : [person, signer]
  await rows.notes.add({ caseId, author: 'system', words: because, mentions })
}

/** Announces that a decision has fallen, or that a second person declined it and in which words, once. */
export async function announceDropped(
  rows: PlatformRows,
  row: CaseRow,
  decision: DecisionRow,
  fall: Fall | { readonly why: 'declined'; readonly because: Sentence; readonly declinedBy: string; readonly words: string },
): Promise<void> {
  const { id: caseId, orderNumber, buyerId, reference, revision, state, result } = row
  const { id: decisionId, person: by } = decision
  const about = { caseId, orderNumber, buyerId, reference, revision, state, result }
  const data = { ...about, decisionId, by, decision: decision.decision.is, ...fall, because: fall.because.zh }
  await announceEvent(rows, { type: 'case.decision_dropped', caseId, data, key: `${decisionId}.dropped` })
}

/** As `announceDropped`, in the audit log: last. */
export async function auditDropped(rows: PlatformRows, { id: decisionId, caseId, person }: DecisionRow, { why }: Fall): Promise<void> {
  await rows.audit.append({ actor: 'system', action: 'decision.dropped', subject: caseId, details: { decisionId, person, why } })
}

/** A decision falls of whose case something changed. */
export const changed: Fall = {
  why: 'changed',
  because: {
    zh: '决定尚未执行，案件已有变化（新的证据、订单或争议），该决定未执行，请重新查看。',
    en: 'Before the decision was carried out the case changed (evidence, order or dispute): it was not carried out; please look again.',
  },
}

/** A payment falls that nobody signed as the second in time. */
export const unsigned: Fall = {
  why: 'unsigned',
  because: {
    zh: '期限内没有第二位审核员签字，该退款决定已失效，未付款，案件回到队列。',
    en: 'Nobody signed as the second in time: the decision has fallen, nothing was paid, and the case is back in the queue.',
  },
}
