import type { Claim } from '../../model/claim.js'
import type { Page, PageAsk } from './page.js'
import type { VerdictRow } from './verdicts.js'

/**
 * What goes at a time of its own. `evidence`: files and their names; `readings`: what was read, what people wrote and the
 * trace in the memory; `keys`: the delivered card keys; `record`: who the buyer was.
 */
export type Deletable = 'evidence' | 'readings' | 'keys' | 'record'

/** That something was deleted: kept, so that a gap is told from a loss. */
export interface DeletionRow extends NewDeletion {
  /** `gone_…` */
  readonly id: string
  readonly createdAt: string
}

export interface NewDeletion {
  /** The id of a case, or of an order without one. */
  readonly subject: string
  readonly what: Deletable
  /** Pieces of evidence, readings, keys or records. */
  readonly count: number
  readonly because: 'retention' | 'request'
}

export interface DeletionRows {
  /** Closed cases that nothing changed since `before` and that still have `what`; ids above `after`, in their order. */
  due(what: Deletable, before: string, ask: { readonly limit: number; readonly after: string | null }): Promise<readonly string[]>
  /** Once for a subject and what: false, and nothing is noted, when it was noted before. */
  note(deletion: NewDeletion): Promise<boolean>
  /** Newest first. */
  list(ask: PageAsk & { readonly subject?: string }): Promise<Page<DeletionRow>>
  /** The names of a case's files go, and what told of their content. Gives the blobs that the case no longer needs. */
  dropEvidence(caseId: string): Promise<readonly string[]>
  /** Readings, what a replay judges, the trace in the memory and what endpoints answered. How many readings there were. */
  dropReadings(caseId: string): Promise<number>
  /** Changes what a case keeps sealed, and its events. `updatedAt` stays. */
  rewrite(
    caseId: string,
    change: {
      readonly claim: (claim: Claim) => Claim
      readonly verdict: (kept: Pick<VerdictRow, 'verdict' | 'judgedBy'>) => Pick<VerdictRow, 'verdict' | 'judgedBy'>
      readonly event: (data: unknown) => unknown
      /** Takes away what people wrote on the way: words of the timeline and of decisions, notes, the merchant's answer. */
      readonly silences?: boolean
      /** Takes the buyer's id and the platform's words out of the columns. */
      readonly unlink?: boolean
    },
  ): Promise<void>
}
