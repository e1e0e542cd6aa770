import { Fault } from '../errors.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { DeskFilter, DeskLine, DeskRow, Lease } from '../ports/store/desk.js'
import type { PlatformRows } from '../ports/store.js'

/** How long a case is held by whoever has it open and says nothing more, in milliseconds. */
export const leaseMs = 180_000

/**
 * Gives the case to this person for three minutes from now, or for three more. Throws `not-found`, `move-refused` where it
 * waits for nobody, `decision-pending`, `another-person-needed`, and `case-taken` with who holds it and until when.
 */
export async function holdCase(rows: PlatformRows, caseId: string, personId: string, now: string): Promise<Lease> {
  const desk = await rows.desk.lock(caseId)
  const row = await rows.cases.get(caseId)
  if (!row) throw new Fault('not-found', caseId)
  if (!desk || desk.stage === 'away') throw new Fault('move-refused', `${caseId} is ${row.state} and waits for no person`)
  if (desk.stage === 'deciding') throw new Fault('decision-pending', caseId)
  checkAnother(row, desk, personId)
  const other = heldByOther(desk, personId, now)
  if (other) {
    const name = (await rows.people.names([other.holder])).get(other.holder) ?? other.holder
    throw new Fault('case-taken', `${name} holds it until ${other.until}`, { about: { ...other, name } })
  }
  const lease = { holder: personId, until: endOf(now) }
  await rows.desk.change(caseId, { lease })
  const isHeld = desk.lease?.holder === personId && lives(desk.lease, now)
  if (!isHeld) await noteHeld(rows, caseId, personId)
  return lease
}

/** Gives this person the first case of the filter that nobody holds; null where there is none. */
export async function holdNext(rows: PlatformRows, filter: DeskFilter, personId: string, now: string): Promise<DeskLine | null> {
  const caseId = await rows.desk.takeNext(filter, { personId, now, until: endOf(now) })
  if (caseId === null) return null
  const line = await rows.desk.line(caseId)
  await noteHeld(rows, caseId, personId)
  return line
}

/** Who had the case before it, in the audit log: once, not with every minute that it is held on. */
async function noteHeld(rows: PlatformRows, caseId: string, personId: string): Promise<void> {
  await rows.audit.append({ actor: personId, action: 'case.held', subject: caseId, details: {} })
}

/** Gives a case back that this person holds; of another's nothing changes. Throws `not-found`. */
export async function letGo(rows: PlatformRows, caseId: string, personId: string): Promise<void> {
  if (!(await rows.cases.get(caseId))) throw new Fault('not-found', caseId)
  const desk = await rows.desk.lock(caseId)
  if (desk?.lease?.holder === personId) await rows.desk.change(caseId, { lease: null })
}

/** Throws `lease-needed` unless this person holds the case now; whoever else would take it waits until this transaction ends. */
export async function checkHeld(rows: PlatformRows, caseId: string, personId: string, now: string): Promise<DeskRow> {
  const desk = await rows.desk.lock(caseId)
  const lease = desk?.lease
  if (!desk || !lease || lease.holder !== personId || !lives(lease, now)) {
    throw new Fault('lease-needed', `take ${caseId} first: POST /v1/cases/${caseId}/lease`)
  }
  return desk
}

/** Throws `case-changed` when it is another revision than was looked at. */
export function checkUnchanged({ revision }: CaseRow, seenRevision: number | undefined): void {
  if (seenRevision !== undefined && seenRevision !== revision) {
    throw new Fault('case-changed', `revision ${seenRevision} was looked at, and it is ${revision} by now`)
  }
}

/** Whether this person may have the case at all: neither its first decider on appeal, nor who signed first. */
export function isForAnother({ appealUsed, firstDecider }: CaseRow, { signer }: Pick<DeskRow, 'signer'>, personId: string): boolean {
  return signer === personId || (appealUsed && firstDecider === personId)
}

/** The lease of somebody else that still holds. */
export function heldByOther({ lease }: Pick<DeskRow, 'lease'>, personId: string | null, now: string): Lease | null {
  return lease && lease.holder !== personId && lives(lease, now) ? lease : null
}

function checkAnother(row: CaseRow, desk: DeskRow, personId: string): void {
  if (!isForAnother(row, desk, personId)) return
  throw new Fault(
    'another-person-needed',
    desk.signer === personId ? 'you signed it first' : 'you gave the result that the appeal is against',
  )
}

function lives({ until }: Lease, now: string): boolean {
  return Date.parse(until) > Date.parse(now)
}

function endOf(now: string): string {
  return new Date(Date.parse(now) + leaseMs).toISOString()
}
