import type { PolicyPart } from '../../model/policy.js'
import type { CandidatePolicies, ComparedCase, Flip, Tally } from '../../model/replay.js'
import type { Page, PageAsk } from './page.js'

/** A replay that was asked for: how far it is, and what it found so far. */
export interface ReplayRow {
  /** `replay_…` */
  readonly id: string
  readonly merchantId: string | null
  readonly part: PolicyPart
  /** As they were laid over one another when the replay was asked for. */
  readonly policy: CandidatePolicies
  /** Only verdicts made since then; null: all. */
  readonly since: string | null
  readonly state: 'waiting' | 'running' | 'done'
  /** Null until it runs. */
  readonly casesToDo: number | null
  /** The last case that is in `tally`. */
  readonly afterCase: string | null
  readonly tally: Tally
  readonly askedBy: string
  readonly createdAt: string
  readonly updatedAt: string
}

type NewReplay = Pick<ReplayRow, 'merchantId' | 'part' | 'policy' | 'since' | 'tally' | 'askedBy'>

/** A step of a replay. */
interface ReplayStep {
  readonly state: 'running' | 'done'
  readonly casesToDo: number
  readonly afterCase: string | null
  readonly tally: Tally
  readonly flips: readonly Flip[]
}

export interface ReplayRows {
  add(replay: NewReplay): Promise<ReplayRow>
  get(replayId: string): Promise<ReplayRow | null>
  /** Newest first. */
  list(ask: PageAsk): Promise<Page<ReplayRow>>
  /** Goes on from `from`; false when another has gone on from there already, or it is done: nothing is changed then. */
  advance(replayId: string, from: string | null, step: ReplayStep): Promise<boolean>
  /** In the order of case ids, by which the cursor goes. */
  flips(replayId: string, ask: PageAsk): Promise<Page<Flip>>
}

/** A policy that is judged beside the live one. */
export interface ShadowRow {
  /** `shadow_…` */
  readonly id: string
  readonly merchantId: string | null
  readonly part: PolicyPart
  readonly startedBy: string
  readonly createdAt: string
  readonly endedAt: string | null
}

/** Cases that were compared alike, and how many. */
interface ComparedGroup extends Omit<ComparedCase, 'caseId'> {
  readonly cases: number
}

export interface ShadowRows {
  /** Ends the one before: a platform has one at a time. */
  start(shadow: Pick<ShadowRow, 'merchantId' | 'part' | 'startedBy'>): Promise<ShadowRow>
  /** The one that runs, or null. */
  running(): Promise<ShadowRow | null>
  /** False when none runs. */
  end(): Promise<boolean>
  /** Of each case the highest revision is kept. */
  put(shadowId: string, revision: number, compared: ComparedCase, flips: boolean): Promise<void>
  /** Every case that the shadow concerns, in groups of the same. */
  compared(shadowId: string): Promise<readonly ComparedGroup[]>
  /** In the order of case ids, by which the cursor goes. */
  flips(shadowId: string, ask: PageAsk): Promise<Page<Flip>>
}
