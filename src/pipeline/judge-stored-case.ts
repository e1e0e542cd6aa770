import { addJobs } from '../intake/add-jobs.js'
import type { JobPayloads } from '../jobs.js'
import { judgeCase } from '../judge/judge-case.js'
import type { Verdict } from '../model/verdict.js'
import type { OrderSource } from '../ports/orders.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { PlatformRow } from '../ports/store/system.js'
import type { PlatformRows, Store } from '../ports/store.js'
import { announceVerdict } from './announce-verdict.js'
import { keptFacts, packFacts } from './case-facts.js'
import { type GatheredCase, gatherStoredCase, type JudgedWhen } from './gather-stored-case.js'
import { pullOrder } from './pull-order.js'

export interface JudgingParts {
  readonly store: Store
  /** Null: orders are pushed only. */
  readonly orders: OrderSource | null
  readonly now: () => Date
}

/**
 * Judges a case as it stands at this revision, once: verdict, state of the case, what later cases remember of it and its
 * announcement are one transaction. A stale or judged revision does nothing, nor does a case that waits for a reading.
 * An order that nobody pushed is looked up first; where it is found, its own revision is judged.
 * A test side's case is judged as of its claim's `submittedAt`, so that samples do not grow old.
 */
export async function judgeStoredCase(
  { store, orders, now }: JudgingParts,
  { platformId, caseId, revision }: JobPayloads['judge-case'],
): Promise<void> {
  const side = await store.inAll(({ platforms }) => platforms.get(platformId))
  if (!side) return
  if (orders && (await pullOrder(store, orders, platformId, caseId))) return
  await store.inPlatform(platformId, async (rows) => {
    // In this order, in one go.
    const [, row] = await Promise.all([rows.verdicts.takeTurn(), rows.cases.lock(caseId)])
    if (!row || row.revision !== revision || row.judgedRevision === revision || row.state === 'closed') return
    const when = await timeOf(rows, side, row, now)
    const gathered = await gatherStoredCase(rows, row, when)
    if (gathered) await keepVerdict(rows, row, gathered, judgeCase(gathered.caseFile, gathered.examined), when.policyAt)
  })
}

async function timeOf(
  rows: PlatformRows,
  { mode }: PlatformRow,
  { id, claim, state, outcome }: CaseRow,
  now: () => Date,
): Promise<JudgedWhen> {
  const policyAt = now().toISOString()
  if (mode !== 'test') return { isTest: false, policyAt, now: policyAt }
  // The merchant's time is over: judged as of its end, or the question would be asked for ever.
  const isOver = state === 'open' && outcome === 'merchant-window'
  const until = isOver ? ((await rows.verdicts.latest(id))?.verdict.until ?? null) : null
  return { isTest: true, policyAt, now: until ?? claim.submittedAt }
}

async function keepVerdict(
  rows: PlatformRows,
  row: CaseRow,
  { caseFile, examined, evidenceIds, trace, order }: GatheredCase,
  verdict: Verdict,
  now: string,
): Promise<void> {
  const evidence = caseFile.evidence.map(({ reading: _, ...piece }, at) => ({ ...piece, evidenceId: evidenceIds[at] ?? '' }))
  const kept = await rows.verdicts.insert({ caseId: row.id, revision: row.revision, verdict, judgedBy: { ...caseFile, evidence } })
  if (!kept?.first) return
  const { id: caseId, revision } = row
  const [shadow] = await Promise.all([
    rows.shadows.running(),
    rows.facts.put(keptFacts(caseId, revision, packFacts(caseFile, examined, verdict), now)),
    rows.memory.remember(trace),
  ])
  if (shadow) await addJobs(rows, [{ name: 'judge-shadow', payload: { platformId: rows.platformId, caseId, revision } }])
  await announceVerdict(rows, row, verdict, { now, judgedAt: caseFile.now, known: { order, policy: caseFile.policy } })
}
