/** One request as its sender names it. */
export interface RequestKey {
  /** The `Idempotency-Key` header. */
  readonly key: string
  readonly method: string
  readonly path: string
}

export interface StoredAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Sealed in the database: an answer may hold a secret that is shown once. */
  readonly body: Uint8Array
}

/** A request that was begun: `turn` tells this beginning from one that took it over. */
export interface BegunRequest extends RequestKey {
  readonly turn: string
}

type Begun =
  | { readonly is: 'first'; readonly request: BegunRequest }
  /** The same key with another request. */
  | { readonly is: 'other-request' }
  | { readonly is: 'in-progress' }
  | { readonly is: 'done'; readonly answer: StoredAnswer }

export interface IdempotencyRows {
  /**
   * Claims the key until `expiresAt`, also when two come at the same moment. One that was not finished is `first` again when
   * its process was not heard of for ten seconds (`processes.beat`), or when it was begun longer than `staleMs` ago. An expired
   * one is as if it were not there.
   */
  begin(
    request: RequestKey,
    ask: { readonly requestHash: string; readonly now: string; readonly expiresAt: string; readonly staleMs: number },
  ): Promise<Begun>
  /** Throws `internal` when somebody took it over since: of two that ran, one transaction is kept. */
  finish(request: BegunRequest, answer: StoredAnswer): Promise<void>
  /** The request failed in a way that may be tried again: the key is free, unless somebody took it over. */
  abandon(request: BegunRequest): Promise<void>
}
