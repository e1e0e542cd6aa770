import type { EndpointRow, EventType } from './endpoints.js'
import type { Page, PageAsk } from './page.js'

/** Something that happened, as it is announced. Never changes. */
export interface EventRow {
  /** `evt_…` */
  readonly id: string
  readonly type: EventType
  readonly caseId: string | null
  /** The event's body. */
  readonly data: unknown
  readonly createdAt: string
}

export interface EventRows {
  /**
   * Adds the event, and a delivery for each enabled endpoint that wants its type: the caller puts a job for each of
   * `deliveryIds` into the outbox. `key` makes it happen once: null when an event with this key was added before.
   * Events of a platform come into being one after the other: append them last in the transaction.
   * Throws `internal` when the case is not the platform's.
   */
  append(event: {
    readonly type: EventType
    readonly caseId: string | null
    readonly data: unknown
    readonly key: string
  }): Promise<{ readonly row: EventRow; readonly deliveryIds: readonly string[] } | null>
  get(eventId: string): Promise<EventRow | null>
  /**
   * Oldest first. An event never appears before one that was seen already: who reads on from `next` misses none.
   * `next` is never null on a page that has rows. Throws `cursor-unknown` when `after` is no event of this platform.
   */
  list(ask: PageAsk & { readonly caseId?: string; readonly types?: readonly EventType[] }): Promise<Page<EventRow>>
  /** Where the list ends now, as a place to read on from; null when there is none yet. */
  last(): Promise<string | null>
}

/** What came back from an endpoint. */
export interface DeliveryAnswer {
  readonly at: string
  /** HTTP status; null when none came. */
  readonly status: number | null
  readonly durationMs: number
  /** The start of the answer's body, or why none came. */
  readonly text: string
}

export interface DeliveryRow {
  /** `del_…` */
  readonly id: string
  readonly endpointId: string
  readonly eventId: string
  readonly eventType: EventType
  readonly caseId: string | null
  /** `given-up` after the last attempt; a replay makes it wait again. */
  readonly state: 'waiting' | 'delivered' | 'given-up'
  readonly attempts: number
  /** Not tried before then; null when it waits no more. */
  readonly nextAt: string | null
  /** When it was added, or replayed last: retries are counted from here. */
  readonly startedAt: string
  readonly lastAnswer: DeliveryAnswer | null
  readonly createdAt: string
}

export type TakenDelivery =
  | {
      readonly is: 'taken'
      readonly delivery: DeliveryRow
      readonly event: EventRow
      readonly endpoint: EndpointRow
      /** Those that sign it, newest first. */
      readonly secrets: readonly string[]
    }
  /** `settled`: waits no more. `behind`: an earlier event of this case for this endpoint still waits. `early`: its time has not come, or another is at it. */
  | { readonly is: 'settled' | 'behind' | 'early' | 'endpoint-disabled' | 'unknown' }

export interface DeliveryRows {
  get(deliveryId: string): Promise<DeliveryRow | null>
  /** Newest first. */
  list(
    ask: PageAsk & {
      readonly endpointId?: string
      readonly eventId?: string
      readonly caseId?: string
      readonly state?: DeliveryRow['state']
    },
  ): Promise<Page<DeliveryRow>>
  /** Takes it for sending when it is its turn: one more attempt is counted, and until `now + leaseMs` nobody else gets it. Send after the transaction. */
  take(deliveryId: string, now: string, leaseMs: number): Promise<TakenDelivery>
  /**
   * Says how the sending ended; `nextAt` only while it waits. Gives the delivery that comes after it at the same endpoint
   * for the same case, when this one waits no more: its job goes into the outbox. False when there is no such delivery, or
   * `attempt` (the `attempts` of the taken one) is not its last one: somebody else took it over.
   */
  settle(
    deliveryId: string,
    attempt: number,
    end: { readonly state: DeliveryRow['state']; readonly nextAt: string | null; readonly answer: DeliveryAnswer },
  ): Promise<{ readonly settled: boolean; readonly nextDeliveryId: string | null }>
  /** Waits again from now on, whatever it was. Null when there is no such delivery. */
  replay(deliveryId: string, now: string): Promise<DeliveryRow | null>
}
