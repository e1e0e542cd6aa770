import { announceEvent } from '../intake/announce-event.js'
import type { Sentence } from '../model/field.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { DecisionRow } from '../ports/store/decisions.js'
import type { PlatformRows } from '../ports/store.js'

/**
 * Lets a decision fall that was not carried out: nothing of it happens, a note on the case tells its people why. Its case
 * is locked; `announceDropped` follows, where events are appended.
 */
export async function dropDecision(rows: PlatformRows, decision: DecisionRow, because: Sentence): Promise<void> {
  const { id, caseId, person, signer } = decision
  await rows.decisions.change(id, { state: 'dropped', because })
  const mentions = signer === null ? [person] : [person, signer]
  await rows.notes.add({ caseId, author: 'system', words: because, mentions })
}

/** Announces that a decision has fallen, once. */
export async function announceDropped(rows: PlatformRows, row: CaseRow, decision: DecisionRow, because: Sentence): Promise<void> {
  const { id: caseId, orderNumber, buyerId, reference, revision, state, result } = row
  const { id: decisionId, person: by } = decision
  const about = { caseId, orderNumber, buyerId, reference, revision, state, result }
  const data = { ...about, decisionId, by, decision: decision.decision.is, because: because.zh }
  await announceEvent(rows, { type: 'case.decision_dropped', caseId, data, key: `${decisionId}.dropped` })
}

/** As `announceDropped`, in the audit log: last. */
export async function auditDropped(rows: PlatformRows, { id: decisionId, caseId, person }: DecisionRow): Promise<void> {
  await rows.audit.append({ actor: 'system', action: 'decision.dropped', subject: caseId, details: { decisionId, person } })
}

/** Why a decision fell of whose case something changed. */
export const changed: Sentence = {
  zh: '决定尚未执行，案件已有变化（新的证据、订单或争议），该决定未执行，请重新查看。',
  en: 'Before the decision was carried out the case changed (evidence, order or dispute): it was not carried out; please look again.',
}
