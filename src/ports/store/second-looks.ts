import type { CaseDecision } from '../../model/case-life.js'

type Decided = CaseDecision['is']

/** A case that a second person looks at without knowing how the first decided it. */
export interface SecondLookRow {
  readonly caseId: string
  readonly decider: string
  /** Who signed the decision too. */
  readonly signer: string | null
  readonly decision: Decided
  readonly reasonCode: string | null
  readonly amountFen: number | null
  /** How many moves the case had made before it was decided. */
  readonly movesBefore: number
  /** Who holds it, or has looked. */
  readonly looker: string | null
  readonly heldUntil: string | null
  /** Null until somebody has looked. */
  readonly look: Decided | null
  readonly lookReasonCode: string | null
  readonly createdAt: string
  readonly lookedAt: string | null
}

export type NewSecondLook = Omit<SecondLookRow, 'looker' | 'heldUntil' | 'look' | 'lookReasonCode' | 'createdAt' | 'lookedAt'>

/** How often these two decided so. */
export interface LookCount {
  readonly first: string
  readonly second: string
  readonly decision: Decided
  readonly look: Decided
  readonly count: number
}

interface LookAsk {
  readonly personId: string
  readonly now: string
}

export interface SecondLookRows {
  /** A number of this case from 0 to below 1: always the same, and nobody without the secret can tell it beforehand. */
  draw(caseId: string): number
  /** False when the case has one. */
  add(look: NewSecondLook): Promise<boolean>
  /** What this person holds, or else the oldest that nobody holds and the person did not decide, held until `until`. Null: none. */
  takeNext(ask: LookAsk & { readonly until: string }): Promise<SecondLookRow | null>
  /** The second looks that this person holds: one, two where it asked twice at once. */
  heldBy(ask: LookAsk): Promise<readonly SecondLookRow[]>
  /** Keeps what the second person says. Null when this person does not hold it. */
  answer(caseId: string, look: { readonly look: Decided; readonly reasonCode: string | null } & LookAsk): Promise<SecondLookRow | null>
  /** How many this person could take. */
  countFor(ask: LookAsk): Promise<number>
  /** What was looked at within these times (from inclusive, until exclusive; null: without end). */
  tally(from: string | null, until: string | null): Promise<readonly LookCount[]>
  /** How many were chosen and not looked at. */
  waiting(): Promise<number>
}
