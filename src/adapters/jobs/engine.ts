import type { BackendFactory, ConnectionOptions, IQueueBackend, PgPool } from 'bullmq'

/** What BullMQ keeps its jobs in. */
export interface Engine {
  readonly name: 'redis' | 'postgres' | 'embedded'
  readonly factory: BackendFactory<IQueueBackend, ConnectionOptions | PgPool>
  /** For adding and asking: fails soon when the engine is away. */
  readonly forQueues: ConnectionOptions | PgPool
  /** For working: waits until the engine is back. */
  readonly forWorkers: ConnectionOptions | PgPool
  close(): Promise<void>
}

/** Where an adapter tells what nobody waits for: a lost connection, a queue that is set up badly. */
export type Tell = (words: string) => void

/** Names what is ours in a Redis that others may use too. */
export const queuePrefix = 'swiftproof'
