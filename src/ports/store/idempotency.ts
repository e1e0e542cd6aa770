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

type Begun =
  | { readonly is: 'first' }
  /** The same key with another request. */
  | { readonly is: 'other-request' }
  | { readonly is: 'in-progress' }
  | { readonly is: 'done'; readonly answer: StoredAnswer }

export interface IdempotencyRows {
  /**
   * Claims the key until `expiresAt`, also when two come at the same moment. One that was begun longer than `staleMs`
   * ago and never finished (its process died) is `first` again. An expired one is as if it were not there.
   */
  begin(
    request: RequestKey,
    ask: { readonly requestHash: string; readonly now: string; readonly expiresAt: string; readonly staleMs: number },
  ): Promise<Begun>
  finish(request: RequestKey, answer: StoredAnswer): Promise<void>
  /** The request failed in a way that may be tried again: the key is free. */
  abandon(request: RequestKey): Promise<void>
}
