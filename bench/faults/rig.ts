import type { Client } from '../../src/client/client.js'

/** What a shop's endpoint took. */
export interface HeardEvent {
  readonly id: string
  readonly body: string
}

/** A part of the service that is killed and comes back. */
export interface Victim {
  readonly kill: () => Promise<void>
  readonly start: () => Promise<void>
}

/** A running service with everything around it. */
export interface Rig {
  readonly client: Client
  readonly baseUrl: string
  readonly apiKey: string
  readonly victims: Readonly<Record<string, Victim>>
  /** All that was taken so far, in the order it came. */
  heard(): readonly HeardEvent[]
  /** The last that is asked of it: false when the audit log's chain is broken. */
  verifyAudit(): Promise<boolean>
  stop(): Promise<void>
}
