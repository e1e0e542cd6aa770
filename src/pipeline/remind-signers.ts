import { addJobs } from '../intake/add-jobs.js'
import { announceEvent } from '../intake/announce-event.js'
import { wallClock } from '../judge/zone-time.js'
import type { Sentence } from '../model/field.js'
import { deciders } from '../model/person.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { DecisionRow } from '../ports/store/decisions.js'
import type { PlatformRows } from '../ports/store.js'
import { isForAnother } from './hold-case.js'
import { turnOf } from './move-stored-case.js'
import { policyForOrder } from './policy-for.js'

/**
 * Tells those who may sign a payment as the second that the time for it ends, by a note that names them, and announces it;
 * once, with the job that lets it fall. Its case is locked.
 */
export async function remindSigners(rows: PlatformRows, row: CaseRow, decision: DecisionRow, now: string): Promise<void> {
  const { id: decisionId, caseId, person: by, signUntil } = decision
  if (signUntil === null || !(await rows.decisions.change(decisionId, { remindAt: null }))) return
  const { platformId } = rows
  await addJobs(rows, [{ name: 'carry-decision', payload: { platformId, decisionId } }], { runAt: signUntil, turn: turnOf(signUntil) })
  const { timeZone } = await policyForOrder(rows, row.orderNumber, now)
  const mentions = await whoMaySign(rows, row, by)
  await rows.notes.add({ caseId, author: 'system', words: nearEnd(signUntil, timeZone), mentions })
  const { orderNumber, buyerId, reference, revision, state, result } = row
  const about = { caseId, orderNumber, buyerId, reference, revision, state, result }
  const data = { ...about, decisionId, by, signUntil }
  await announceEvent(rows, { type: 'case.signature_near', caseId, data, key: `${decisionId}.signature_near` })
  const details = { decisionId, person: by, told: mentions.length }
  await rows.audit.append({ actor: 'system', action: 'decision.announced', subject: caseId, details })
}

/** Whose case it is, where that is one who may; else everybody who may. */
async function whoMaySign(rows: PlatformRows, row: CaseRow, signer: string): Promise<readonly string[]> {
  const [active, desk] = [await rows.people.active(deciders), await rows.desk.get(row.id)]
  const ids = active.map(({ id }) => id).filter((id) => !isForAnother(row, { signer }, id))
  return desk?.assignee && ids.includes(desk.assignee) ? [desk.assignee] : ids
}

function nearEnd(signUntil: string, timeZone: string): Sentence {
  const at = `${wallClock(Date.parse(signUntil), timeZone).slice(5, 16)} (${timeZone})`
  return {
    zh: `这笔退款等待第二位审核员签字，${at} 前无人签字即失效，不付款。`,
    en: `This payment waits for a second signature: unsigned by ${at} it falls, and nothing is paid.`,
  }
}
