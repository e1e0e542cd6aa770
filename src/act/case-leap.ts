import type { CaseLife, CaseState, MoveSaid } from '../model/case-life.js'

/** Where one command leads a case, before the table of moves is asked. */
export interface CaseLeap {
  readonly to: CaseState
  readonly change?: Partial<CaseLife>
  readonly said?: MoveSaid
  /** How long the new state lasts, where a verdict has said so. */
  readonly lastsMs?: number
  /** A deadline of its own although the state stays. */
  readonly isAnew?: true
  /** What the case is judged by has changed. */
  readonly judge?: true
}

/** Why a command is not followed now. */
export interface Refusal {
  readonly refused: string
}

/** Where a person looks at this case: the first time, or on appeal. */
export function reviewOf({ appealUsed }: CaseLife): 'in-review' | 'appeal-review' {
  return appealUsed ? 'appeal-review' : 'in-review'
}
