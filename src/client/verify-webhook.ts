import { Webhook } from 'standardwebhooks'
import type { Event } from './answers.js'

/** A webhook's body, once its signature holds. */
export interface VerifiedEvent {
  readonly type: Event['type']
  readonly timestamp: string
  readonly data: unknown
}

/**
 * The event of a webhook, if it was signed with this secret within the last five minutes; `body` is what came, byte for
 * byte, `headers` with names in lower case. Throws `WebhookVerificationError` of `standardwebhooks`.
 */
export function verifyWebhook(body: string, headers: Readonly<Record<string, string>>, secret: string): VerifiedEvent {
  return new Webhook(secret).verify(body, { ...headers }) as VerifiedEvent
}
