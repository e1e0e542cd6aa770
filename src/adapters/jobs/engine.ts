import type { BackendFactory, ConnectionOptions, IQueueBackend, PgPool } from 'bullmq'

/** What BullMQ keeps its jobs in. */
export interface Engine {
  readonly name: 'redis' | 'postgres' | 'embedded'
  readonly factory: BackendFactory<IQueueBackend, ConnectionOptions | PgPool>
  /** For adding and asking: fails soon when the engine is away. */
  readonly forQueues: ConnectionOptions | PgPool
  /** For working: waits until the engine is back. */
  readonly forWorkers: ConnectionOptions | PgPool
  /** So many jobs are added one by one: on PostgreSQL BullMQ makes two tables for each bulk, which costs as much as sixty jobs. */
  readonly mostSingly: number
  /** A worker that finds nothing looks again after so many seconds, besides being woken. */
  readonly idleLookSeconds: number
  /** How often it is looked for jobs whose worker died. */
  readonly stalledLookMs: number
  close(): Promise<void>
}

/** Where an adapter tells what nobody waits for: a lost connection, a queue that is set up badly. */
export type Tell = (words: string) => void

/** Names what is ours in a Redis that others may use too. */
export const queuePrefix = 'swiftproof'
