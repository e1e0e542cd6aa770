import { extractionVersion } from '../judge/examine-evidence.js'
import type { CandidatePolicies, ComparedCase } from '../model/replay.js'
import type { PlatformRows, Store } from '../ports/store.js'
import { redrawFacts } from './case-facts.js'
import type { JudgingThreads } from './open-judging-threads.js'

/** Which cases of a platform are judged by what. */
export interface ReplayAsk {
  readonly platformId: string
  readonly candidate: CandidatePolicies
  /** Only verdicts made since then; null: all. */
  readonly since: string | null
  /** Goes on after this case. */
  readonly after: string | null
}

/** A stretch of cases, compared. */
export interface ComparedPage {
  readonly compared: readonly ComparedCase[]
  /** Its last case. */
  readonly last: string
}

/**
 * Judges the latest verdict's facts of every case under the candidate, as of the time of that verdict, in the order of case
 * ids. Facts that were kept are taken as they are; else they are drawn from the readings and kept. No pixel is read.
 */
export async function* replayCases(
  { store, judging }: { readonly store: Store; readonly judging: JudgingThreads },
  { platformId, candidate, since, after }: ReplayAsk,
): AsyncGenerator<ComparedPage> {
  const underWay: Promise<ComparedPage>[] = []
  let from = after
  let isEnd = false
  while (!isEnd || underWay.length > 0) {
    // One page is fetched while the threads judge the ones before: memory stays at a few pages.
    while (!isEnd && underWay.length <= judging.threads * 2) {
      const page = await store.inPlatform(platformId, (rows) => fetchPage(rows, from, since))
      isEnd = page.isEnd
      if (page.last === null) break
      const last = page.last
      const judged = judging.compare(page.documents, candidate).then((compared) => ({ compared, last }))
      // Thrown where it is awaited, in its turn.
      judged.catch(() => undefined)
      underWay.push(judged)
      from = last
    }
    const next = underWay.shift()
    if (next) yield await next
  }
}

/** Enough to keep a thread busy for a tenth of a second, and few enough to fail on one bad case cheaply. */
const pageCases = 200

async function fetchPage(rows: PlatformRows, after: string | null, since: string | null) {
  const found = await rows.facts.page({ limit: pageCases, after, since, extraction: extractionVersion })
  const documents: Uint8Array[] = []
  for (const { caseId, document } of found) {
    const facts = document ?? (await redrawn(rows, caseId))
    if (facts) documents.push(facts)
  }
  return { documents, last: found.at(-1)?.caseId ?? null, isEnd: found.length < pageCases }
}

async function redrawn(rows: PlatformRows, caseId: string): Promise<Uint8Array | null> {
  const facts = await redrawFacts(rows, caseId)
  return facts && Buffer.from(JSON.stringify(facts))
}
