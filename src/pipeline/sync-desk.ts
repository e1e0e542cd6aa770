import { planTurn, rankCase } from '../intake/plan-priority.js'
import type { CaseState } from '../model/case-life.js'
import type { Policy } from '../model/policy.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { DeskRow } from '../ports/store/desk.js'
import type { PlatformRows } from '../ports/store.js'
import { type KnownOrder, readKnownOrder } from './read-known-order.js'

/** Of a case's latest verdict; null when it has none. */
export type LastJudged = Pick<DeskRow, 'confidence' | 'rule'>

interface Signing {
  readonly signer: string
  readonly signUntil: string
}

interface Moved {
  readonly before: CaseRow
  readonly after: CaseRow
  readonly order: KnownOrder | null
  readonly policy: Policy
  /** Names of the moves that were made. */
  readonly names: readonly string[]
  /** Null: it is asked for. */
  readonly judged: LastJudged | null
  /** A decision that waited falls, or is carried out. */
  readonly decisionEnds: boolean
  readonly now: string
}

/**
 * Lays a case on the desk when it comes to wait for a person, and takes it off when it goes; its place stays as long as it
 * waits. In the transaction that moves it.
 */
export async function syncDesk(rows: PlatformRows, moved: Moved): Promise<void> {
  const { before, after } = moved
  if (!isReviewed(before.state) && !isReviewed(after.state)) return
  const known = await rows.desk.lock(after.id)
  if (!isReviewed(after.state)) {
    if (known) await rows.desk.putAway(after.id)
    return
  }
  const stays = known !== null && known.stage !== 'away' ? known : null
  const laid = await layDown(rows, moved, stays)
  await rows.desk.put({ ...laid, ...stageOf(stays, laid.ownTurn, moved) })
}

/** Whether a case in this state waits for a person to decide it. */
export function isReviewed(state: CaseState): state is 'in-review' | 'appeal-review' {
  return state === 'in-review' || state === 'appeal-review'
}

/** Has a case wait for the second signature, nobody holding it; where the time for that ends sooner than is usual it comes up in the queue. */
export async function layToSign(rows: PlatformRows, desk: DeskRow, { signer, signUntil }: Signing, policy: Policy): Promise<void> {
  const known = desk.orderNumber === null ? null : await readKnownOrder(rows, desk.orderNumber)
  const rank = rankCase(known?.order ?? null, known?.buyer ?? null, policy)
  const turn = Math.min(planTurn(countedFrom(desk.since, signUntil, policy), rank), desk.ownTurn)
  await rows.desk.change(desk.caseId, { stage: 'signing', signer, signUntil, turn, lease: null })
}

/** Has a case wait for a decision again, where none of it holds any more and nobody waits for a signature: at its own place. */
export async function layBack(rows: PlatformRows, caseId: string, and: { readonly lease?: null } = {}): Promise<void> {
  const desk = await rows.desk.lock(caseId)
  if (!desk) return
  await rows.desk.change(caseId, { stage: 'waiting', turn: desk.ownTurn, signer: null, signUntil: null, ...and })
}

async function layDown(rows: PlatformRows, moved: Moved, stays: DeskRow | null) {
  const { after, order, policy, names, judged: latest, now } = moved
  const since = stays?.since ?? now
  const missed = (stays?.missed ?? 0) + (stays ? names.filter((name) => name === 'deadline-passed').length : 0)
  const turn = planTurn(countedFrom(since, after.deadlineAt, policy), rankCase(order?.order ?? null, order?.buyer ?? null, policy))
  const judged = stays?.rule && !names.includes('judged') ? stays : (latest ?? (await lastJudged(rows, after.id)))
  const { confidence, rule } = judged
  // A deadline that is set anew is later: who has waited does not lose the place by it.
  const ownTurn = Math.min(turn, stays?.ownTurn ?? turn)
  return { caseId: after.id, ownTurn, since, missed, ...factsOf(after, order), confidence, rule }
}

function factsOf({ state, outcome, deadlineAt, orderNumber, buyerId, claim, ...row }: CaseRow, known: KnownOrder | null) {
  const { merchantId = null, amountFen = null } = known?.order ?? {}
  const barred = row.appealUsed ? row.firstDecider : null
  return { state, outcome, deadlineAt, orderNumber, buyerId, merchantId, amountFen, barred, reason: claim.reason }
}

/** A deadline that ends sooner than is usual counts as time that was waited already. */
function countedFrom(since: string, deadlineAt: string | null, { windows }: Policy): string {
  if (deadlineAt === null) return since
  const usualMs = Math.max(windows.reviewHours, usualHours) * 3_600_000
  return new Date(Math.min(Date.parse(since), Date.parse(deadlineAt) - usualMs)).toISOString()
}

/** The default of `windows.reviewHours`: a merchant with a shorter one has its cases looked at sooner. */
const usualHours = 48

async function lastJudged(rows: PlatformRows, caseId: string): Promise<LastJudged> {
  const verdict = (await rows.verdicts.latest(caseId))?.verdict
  return { confidence: verdict?.confidence ?? null, rule: verdict?.rule ?? null }
}

function stageOf(
  stays: DeskRow | null,
  ownTurn: number,
  { decisionEnds }: Moved,
): Pick<DeskRow, 'stage' | 'turn' | 'signer' | 'signUntil'> {
  if (!stays || decisionEnds) return { stage: 'waiting', turn: ownTurn, signer: null, signUntil: null }
  const { stage, signer, signUntil } = stays
  return { stage, turn: stage === 'signing' ? Math.min(ownTurn, stays.turn) : ownTurn, signer, signUntil }
}
