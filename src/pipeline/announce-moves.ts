import type { CaseStep } from '../act/move-case.js'
import { announceEvent } from '../intake/announce-event.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { PlatformRows } from '../ports/store.js'
import { maskKeys } from '../report/mask-keys.js'
import { reportWait } from '../report/report-wait.js'
import type { KnownOrder } from './read-known-order.js'

/** Announces what moves of a case announce, each once, then notes the moves in the audit log. Words carry no card key of the order. */
export async function announceMoves(
  rows: PlatformRows,
  row: CaseRow,
  order: KnownOrder | null,
  steps: readonly CaseStep[],
  actor: string,
): Promise<void> {
  const { id: caseId, revision, orderNumber, buyerId, reference, state, result, escalations } = row
  const about = { caseId, orderNumber, buyerId, reference, revision, state, result, escalations }
  const hide = maskKeys(order?.order.deliveredKeys ?? [])
  for (const { number, name, from, said, events } of steps) {
    const words = said.words === undefined ? {} : { words: hide(said.words) }
    const because = said.because === undefined ? {} : { because: said.because.zh }
    const data = { ...about, move: name, from, ...said, ...words, ...because, waitsFor: reportWait(row, 'zh') }
    for (const type of events) {
      await announceEvent(rows, { type, caseId, data, key: `${caseId}.move.${number}.${type}` }, order)
    }
  }
  for (const { number, name, from, to } of steps) {
    await rows.audit.append({ actor, action: 'case.moved', subject: caseId, details: { move: number, name, from, to } })
  }
}
