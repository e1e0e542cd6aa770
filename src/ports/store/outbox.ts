/** A job to be run after this transaction: ids only. */
export interface OutboxJob {
  /** A name of `src/jobs.ts`. */
  readonly name: string
  /** The same thing to do has the same id, whoever asks. */
  readonly jobId: string
  readonly payload: Readonly<Record<string, string | number>>
  /** As the queue counts: lower comes first. */
  readonly priority: number
  /** Not before then; null: at once. */
  readonly runAt: string | null
}

export interface OutboxRow extends OutboxJob {
  readonly id: number
  readonly platformId: string
  readonly createdAt: string
}

export interface OutboxRows {
  add(jobs: readonly OutboxJob[]): Promise<void>
}
