import { addJobs } from '../intake/add-jobs.js'
import type { JobPayloads } from '../jobs.js'
import type { PolicyPart } from '../model/policy.js'
import type { ReplayRow } from '../ports/store/replays.js'
import type { PlatformRows, Store } from '../ports/store.js'
import { type Candidate, candidatePolicies } from './candidate-policies.js'
import { openJudgingThreads } from './open-judging-threads.js'
import { replayCases } from './replay-cases.js'
import { emptyTally, isFlip, tallyCases } from './tally-cases.js'

/** Who asks for a replay, of which verdicts (`since`: made since then; null: all), and now. */
interface AskedReplay extends Candidate {
  readonly since: string | null
  readonly actor: string
  readonly now: string
}

/** Takes a replay on; a job carries it out. Throws `policy-invalid`. */
export async function askReplay(rows: PlatformRows, { part, merchantId, since, actor, now }: AskedReplay): Promise<ReplayRow> {
  const policy = await candidatePolicies(rows, { part, merchantId }, now)
  const replay = await rows.replays.add({ merchantId, part: part as PolicyPart, policy, since, tally: emptyTally, askedBy: actor })
  await addJobs(rows, [{ name: 'replay-policy', payload: { platformId: rows.platformId, replayId: replay.id } }])
  await rows.audit.append({ actor, action: 'policy.replay-asked', subject: replay.id, details: { merchantId, since } })
  return replay
}

/**
 * Carries a replay out, page by page, each kept with what it found: run again it goes on where it stood, and of two that
 * run at once one stops. One that is done, or not there, does nothing.
 */
export async function replayPolicy(
  { store, threads }: { readonly store: Store; readonly threads: number },
  { platformId, replayId }: JobPayloads['replay-policy'],
  signal: AbortSignal,
): Promise<void> {
  const replay = await store.inPlatform(platformId, ({ replays }) => replays.get(replayId))
  if (!replay || replay.state === 'done') return
  const { since, policy: candidate } = replay
  const casesToDo = replay.casesToDo ?? (await store.inPlatform(platformId, ({ facts }) => facts.count(since)))
  let { tally, afterCase } = replay
  const advance = (state: 'running' | 'done', step: { last: string | null; flips: readonly Parameters<typeof isFlip>[0][] }) =>
    store.inPlatform(platformId, ({ replays }) =>
      replays.advance(replayId, afterCase, { state, casesToDo, afterCase: step.last, tally, flips: step.flips.filter(isFlip) }),
    )
  const judging = openJudgingThreads(threads)
  try {
    for await (const { compared, last } of replayCases({ store, judging }, { platformId, candidate, since, after: afterCase })) {
      signal.throwIfAborted()
      tally = tallyCases(tally, compared)
      if (!(await advance('running', { last, flips: compared }))) return
      afterCase = last
    }
    await advance('done', { last: afterCase, flips: [] })
  } finally {
    await judging.close()
  }
}
