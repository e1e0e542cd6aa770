import { type CaseStep, moveCase } from '../act/move-case.js'
import { Fault } from '../errors.js'
import { addJobs } from '../intake/add-jobs.js'
import { priorityOf } from '../intake/plan-priority.js'
import { type CaseCommand, type CaseLife, type CaseMoveName, newLife } from '../model/case-life.js'
import type { Policy } from '../model/policy.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { PlatformRows } from '../ports/store.js'
import { announceMoves } from './announce-moves.js'
import { announceDropped, auditDropped, changed, dropDecision } from './drop-decision.js'
import { payCase } from './pay-case.js'
import { policyFor } from './policy-for.js'
import { type KnownOrder, readKnownOrder } from './read-known-order.js'
import { isReviewed, type LastJudged, syncDesk } from './sync-desk.js'
import { syncDispute } from './sync-dispute.js'

/** Who does it, and when: `key_…`, a person's id or `system`, and ISO 8601. */
export interface MovedBy {
  readonly actor: string
  readonly now: string
  /** The kept decision of a person that is carried out by this. */
  readonly carries?: string
}

/** What a caller knows of a case in the same transaction, after locking it: it is not asked for again. */
export interface KnownCase {
  readonly order: KnownOrder | null
  /** As of the time of the move. */
  readonly policy: Policy
  readonly judged: LastJudged
}

export interface MovedStoredCase {
  readonly row: CaseRow
  /** In order; empty when nothing happened. */
  readonly steps: readonly CaseStep[]
}

/**
 * Moves a case in the caller's transaction: locks it, follows what the order's record says of a dispute, passes a deadline
 * that is over, then does what is commanded; writes the life, its timeline, the refunds of a payment, the jobs, the events
 * and the audit. Throws `not-found`, and `move-refused` with nothing changed.
 */
export async function moveStoredCase(
  rows: PlatformRows,
  caseId: string,
  command: CaseCommand,
  by: MovedBy,
  given?: KnownCase,
): Promise<MovedStoredCase> {
  const before = await rows.cases.lock(caseId)
  if (!before) throw new Fault('not-found', caseId)
  const known = given ? given.order : before.orderNumber === null ? null : await readKnownOrder(rows, before.orderNumber)
  const order = known?.order ?? null
  const open = isReviewed(before.state) ? await rows.decisions.openOf(caseId) : null
  const decision = open?.id === by.carries ? null : open
  if (decision && command.is === 'decided') throw new Fault('decision-pending', caseId)
  const policy = given?.policy ?? (await policyFor(rows, { merchantId: order?.merchantId ?? null, at: by.now }))
  const commands = [...(await syncDispute(rows, before, order)), command]
  const moved = moveAll(lifeOf(before), commands, by.now, policy)
  const { life, steps } = await payWhenDecided(rows, before, { command, moved, policy, by })
  if (steps.length === 0) return { row: before, steps }
  const kept = steps.map(({ events: _, ...step }) => ({ ...step, at: by.now, actor: by.actor }))
  const row = (await rows.cases.move(caseId, life, kept)) ?? before
  const judged = moved.judge ? await judgeAnew(rows, row) : row
  await watchTime(rows, before, judged)
  const names = steps.map(({ name }) => name)
  const dropped = decision && names.some((name) => !harmless.has(name)) ? decision : null
  await syncDesk(rows, {
    before,
    after: judged,
    order: known,
    policy,
    names,
    judged: given?.judged ?? null,
    decisionEnds: dropped !== null || (open !== null && decision === null),
    now: by.now,
  })
  if (dropped) await dropDecision(rows, dropped, changed)
  if (dropped) await announceDropped(rows, judged, dropped, changed)
  await announceMoves(rows, judged, known, steps, by.actor)
  if (dropped) await auditDropped(rows, dropped, changed)
  return { row: judged, steps }
}

/** They change nothing that a person decides by. */
const harmless: ReadonlySet<CaseMoveName> = new Set(['deadline-near', 'deadline-passed', 'taken'])

/** The part of a row that is its life. */
export function lifeOf(row: CaseRow): CaseLife {
  const keys = Object.keys(newLife) as (keyof CaseLife)[]
  return Object.fromEntries(keys.map((key) => [key, row[key]])) as unknown as CaseLife
}

interface Moved {
  readonly life: CaseLife
  readonly steps: readonly CaseStep[]
  readonly judge: boolean
}

function moveAll(start: CaseLife, commands: readonly CaseCommand[], now: string, policy: Policy): Moved {
  return commands.reduce<Moved>(
    (so, command) => {
      const { life, steps, judge } = moveCase(so.life, command, now, policy)
      return { life, steps: [...so.steps, ...steps], judge: life.state === 'open' && (judge || so.judge) }
    },
    { life: start, steps: [], judge: false },
  )
}

/** Within the same transaction: a payment is decided and ordered, or neither. What is held back goes to a person. */
async function payWhenDecided(
  rows: PlatformRows,
  row: CaseRow,
  { command, moved, policy, by }: { command: CaseCommand; moved: Moved; policy: Policy; by: MovedBy },
): Promise<Pick<Moved, 'life' | 'steps'>> {
  const last = moved.steps.at(-1)
  if (last?.to !== 'paying' || last.from === 'paying') return moved
  const paid = await payCase(rows, row, command, policy, by.now)
  if (paid.is === 'ordered') return moved
  const held = moveCase(moved.life, { is: 'refund-held', because: paid.because }, by.now, policy)
  // A payment that is held back was not decided as far as anybody is told.
  const quiet = moved.steps.map((step) => (step === last ? { ...step, events: [] } : step))
  return { life: held.life, steps: [...quiet, ...held.steps] }
}

async function judgeAnew(rows: PlatformRows, row: CaseRow): Promise<CaseRow> {
  const touched = (await rows.cases.touch(row.id)) ?? row
  const { id: caseId, revision } = touched
  const waits = (await rows.evidence.list(caseId)).some(({ state }) => state === 'waiting')
  // The last piece that is read has the case judged.
  if (waits) return touched
  const job = { name: 'judge-case' as const, payload: { platformId: rows.platformId, caseId, revision } }
  await addJobs(rows, [job], { priority: await priorityOf(rows, touched) })
  return touched
}

/** A job for each due time: a deadline that was moved is another job, and the old one finds nothing due. */
async function watchTime(rows: PlatformRows, before: CaseLife, after: CaseRow): Promise<void> {
  const runAt = after.remindAt ?? after.deadlineAt
  if (runAt === null || runAt === (before.remindAt ?? before.deadlineAt)) return
  const job = { name: 'watch-deadline' as const, payload: { platformId: rows.platformId, caseId: after.id } }
  await addJobs(rows, [job], { runAt, turn: turnOf(runAt) })
}

/** A due time as the turn of its job. */
export function turnOf(dueAt: string): number {
  return Math.floor(Date.parse(dueAt) / 1000)
}
