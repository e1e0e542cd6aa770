/** An event on its way to one endpoint. */
export interface WebhookMessage {
  readonly url: string
  /** Standard Webhooks secrets (`whsec_…`), newest first; while one is being replaced there are two, and both sign. */
  readonly secrets: readonly string[]
  /** The event's id: the same for every attempt and every replay, so that the receiver can tell repeats. */
  readonly eventId: string
  /** The JSON that is sent, byte for byte. */
  readonly body: string
}

/** What the endpoint answered. Only 2xx is delivered. */
export interface WebhookAnswer {
  readonly status: number
  readonly durationMs: number
  /** The first 4 KB of the answer, to be shown to the platform. */
  readonly body: string
}

/** Sends signed events (Standard Webhooks). */
export interface WebhookSender {
  /**
   * Sends once, follows no redirect, gives up after ten seconds.
   * Throws `webhook-address-refused` for an address that is not public, `webhook-unreachable` when no answer came,
   * `webhook-secret-invalid`.
   */
  send(message: WebhookMessage): Promise<WebhookAnswer>
  /** Throws `webhook-address-refused` when events could not be sent there: asked when an endpoint is set up. */
  check(url: string): Promise<void>
}
