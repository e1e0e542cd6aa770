import { Fault } from '../errors.js'
import type { CaseDecision } from '../model/case-life.js'
import type { CaseMoveRow, CaseRow } from '../ports/store/cases.js'
import type { SecondLookRow } from '../ports/store/second-looks.js'
import type { PlatformRows } from '../ports/store.js'

/** How long a second look is held by whoever asks nothing more of it, in milliseconds. */
const holdMs = 900_000

/** Gives this person a case to look at again, or the one it holds; null where there is none. */
export async function offerLook(rows: PlatformRows, personId: string, now: string): Promise<SecondLookRow | null> {
  const until = new Date(Date.parse(now) + holdMs).toISOString()
  return rows.secondLooks.takeNext({ personId, now, until })
}

/**
 * Keeps what the second person would have decided; nothing of the case changes. Throws `not-found`, and `lease-needed`
 * when this person does not hold its second look.
 */
export async function keepLook(
  rows: PlatformRows,
  caseId: string,
  { personId, look, reasonCode }: { readonly personId: string; readonly look: CaseDecision['is']; readonly reasonCode: string | null },
  now: string,
): Promise<SecondLookRow> {
  if (!(await rows.cases.get(caseId))) throw new Fault('not-found', caseId)
  const kept = await rows.secondLooks.answer(caseId, { personId, look, reasonCode, now })
  if (!kept) throw new Fault('lease-needed', 'take it first: GET /v1/second-looks/next')
  const agrees = kept.decision === look
  await rows.audit.append({ actor: personId, action: 'case.looked_again', subject: caseId, details: { agrees } })
  return kept
}

/** The case as it stood before it was decided, for who looks at it again. */
export function blindCase(row: CaseRow): CaseRow {
  return { ...row, state: 'in-review', result: null, firstDecider: null, deadlineAt: null, remindAt: null, paying: null, paidFen: 0 }
}

/** What had happened to it until then. */
export function blindMoves(moves: readonly CaseMoveRow[], { movesBefore }: SecondLookRow): readonly CaseMoveRow[] {
  return moves.filter(({ number }) => number <= movesBefore)
}
