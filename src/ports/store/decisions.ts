import type { CaseDecision } from '../../model/case-life.js'
import type { Sentence } from '../../model/field.js'

/**
 * `pending`: carried out at `effectiveAt`, and can be taken back until then. `signing`: waits for another person
 * until `signUntil`. `done`, `undone` (taken back), `dropped` (the case changed meanwhile, or nobody signed in time) and
 * `disagreed` (the other person declined) never change.
 */
export type DecisionState = 'pending' | 'signing' | 'done' | 'undone' | 'dropped' | 'disagreed'

/** What a person decided. */
export interface DecisionRow {
  /** `dec_…` */
  readonly id: string
  readonly caseId: string
  readonly state: DecisionState
  readonly person: string
  readonly decision: CaseDecision
  /** Of the case when it was decided: another one lets it fall. */
  readonly revision: number
  /** Who signed as the second, or did not. */
  readonly signer: string | null
  readonly signerWords: string | null
  readonly effectiveAt: string | null
  /** When it falls unsigned; null where one person is enough. */
  readonly signUntil: string | null
  /** When those who may sign are told of that; null once they were, and where one person is enough. */
  readonly remindAt: string | null
  /** Why it was dropped. */
  readonly because: Sentence | null
  readonly createdAt: string
  readonly updatedAt: string
}

export type NewDecision = Pick<
  DecisionRow,
  'caseId' | 'state' | 'person' | 'decision' | 'revision' | 'effectiveAt' | 'signUntil' | 'remindAt'
>

export interface DecisionRows {
  /** Null when the case has one that is pending or waits for a signature. */
  add(decision: NewDecision): Promise<DecisionRow | null>
  get(decisionId: string): Promise<DecisionRow | null>
  /** The one of the case that is pending or waits for a signature. Lock the case before. */
  openOf(caseId: string): Promise<DecisionRow | null>
  /** False when it is neither pending nor waits for a signature any more. */
  change(
    decisionId: string,
    change: Partial<Pick<DecisionRow, 'state' | 'signer' | 'signerWords' | 'effectiveAt' | 'remindAt' | 'because'>>,
  ): Promise<boolean>
}
