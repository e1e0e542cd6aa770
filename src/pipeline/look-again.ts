import { Fault } from '../errors.js'
import type { CaseDecision } from '../model/case-life.js'
import type { AuditEntry } from '../ports/store/audit.js'
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

/** What may be shown of a case to one who perhaps looks at it a second time. */
export interface Blindfold {
  /** Whether how this case was decided must not be seen, by whatever would tell it. */
  hides(caseId: string | null): boolean
  /** The cases of which that is hidden. */
  readonly hidden: readonly string[]
  /** The case, as it stood before it was decided where that is hidden. */
  ofCase(row: CaseRow): CaseRow
  /** The moves of a case, until it was decided where that is hidden. */
  ofMoves(caseId: string, moves: readonly CaseMoveRow[]): readonly CaseMoveRow[]
}

/** Hides from this person the decisions of the cases whose second look it holds; nothing from an API key (null). */
export async function blindfold(rows: Pick<PlatformRows, 'secondLooks'>, personId: string | null, now: string): Promise<Blindfold> {
  const held = personId === null ? [] : await rows.secondLooks.heldBy({ personId, now })
  const movesBefore = new Map(held.map((look) => [look.caseId, look.movesBefore]))
  return {
    hidden: [...movesBefore.keys()],
    hides: (caseId) => caseId !== null && movesBefore.has(caseId),
    ofCase: (row) => (movesBefore.has(row.id) ? undecided(row) : row),
    ofMoves: (caseId, moves) => moves.filter(({ number }) => number <= (movesBefore.get(caseId) ?? Number.POSITIVE_INFINITY)),
  }
}

/** Of these entries of the audit log, those that tell nothing of a case whose decision is hidden, nor of its refunds. */
export async function blindAudit(
  rows: Pick<PlatformRows, 'refunds'>,
  { hidden }: Blindfold,
  entries: readonly AuditEntry[],
): Promise<readonly AuditEntry[]> {
  if (hidden.length === 0) return entries
  const ids = [...hidden]
  for (const caseId of hidden) ids.push(...(await rows.refunds.ofCase(caseId)).map(({ id }) => id))
  return entries.filter(({ subject, details }) => {
    const said = [subject, ...Object.values(details).map(String)]
    return !said.some((text) => ids.some((id) => text.includes(id)))
  })
}

function undecided(row: CaseRow): CaseRow {
  return { ...row, state: 'in-review', result: null, firstDecider: null, deadlineAt: null, remindAt: null, paying: null, paidFen: 0 }
}
